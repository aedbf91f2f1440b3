import MailComposer from 'nodemailer/lib/mail-composer';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { prepared } from './message.ts';

type Mail = ConstructorParameters<typeof MailComposer>[0];

/** A message as Nodemailer writes it, Bcc included. */
async function compose(mail: Mail): Promise<Buffer> {
  const node = new MailComposer(mail).compile();
  node.keepBcc = true;
  return node.build();
}

const people = Array.from({ length: 400 }, (_, n) => ({
  name: n % 3 ? `Müller, Jürgen ${n} "Jo" (Süd)` : `日本 太郎 ${n}`,
  address: `person.${n}+x@mail${n % 7}.example.net`,
}));

const mails: Record<string, NonNullable<Mail>> = {
  'a plain text': { subject: 'Hi', text: 'Hello\r\nWorld' },
  'a name with an accent': { from: { name: 'Jürgen Müller', address: 'from@example.com' } },
  'a name of one long word': { from: { name: 'ü'.repeat(120), address: 'from@example.com' } },
  'a long Japanese name': {
    from: { name: '日本株式会社 '.repeat(12), address: 'from@example.com' },
  },
  'a name of emoji': {
    from: {
      name: '🧾 Invoices 🧾 👩‍👩‍👧 of the shop 🧾🧾🧾🧾🧾🧾🧾🧾🧾🧾',
      address: 'from@example.com',
    },
  },
  'a name to be quoted': { from: { name: 'Doe, "Jo" \\ John: [x];', address: 'from@example.com' } },
  'a long plain name': {
    from: { name: 'Shop of many words '.repeat(12), address: 'from@example.com' },
  },
  'an international domain': { from: 'Shop <from@bücher.example>', sender: 'from@bücher.example' },
  'a sender that is From': { sender: 'Shop <from@example.com>' },
  'many recipients in all headers': {
    to: people.slice(0, 150),
    cc: people.slice(150, 300),
    bcc: people.slice(300),
  },
  'recipients in international domains': { to: ['a@bücher.example', 'Ü <b@ünï.example>'] },
  'a quoted local part': { to: ['"jo..ann"@example.net', '"jo ann"@example.net'] },
  'a name that is an address': { to: [{ name: 'ann@example.net', address: 'ann@example.net' }] },
  'an answer in a thread': {
    inReplyTo: '<1@example.com>',
    references: Array.from({ length: 60 }, (_, n) => `<${n}.${'x'.repeat(40)}@example.com>`),
    replyTo: ['a@example.org', 'Bö <b@example.org>'],
  },
  'headers of its own': {
    headers: { 'X-Long': 'word '.repeat(400), 'X-Greeting': 'Grüße', 'X-Twice': ['a', 'b'] },
    list: { unsubscribe: { url: 'https://example.com/u', comment: 'Grüße' } },
  },
  'HTML, a picture and attachments': {
    html: '<p>Grüße <img src="cid:1"></p>',
    text: 'Grüße',
    attachments: [
      { filename: 'a.png', cid: '1', content: Buffer.alloc(5_000, 7) },
      {
        filename: 'Rechnung für Müller und Söhne, mit einem sehr langen Namen.pdf',
        content: Buffer.alloc(90_000, 1),
      },
      {
        filename: 'mail.eml',
        contentType: 'message/rfc822',
        content: 'From: x@example.org\r\nFrom: y@example.org\r\n\r\nx',
      },
    ],
  },
  'an invitation': {
    text: 'Come',
    icalEvent: { method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' },
  },
};

test.each(Object.entries(mails))('Nodemailer: %s passes byte for byte', async (_what, mail) => {
  const mime = await compose({ from: 'Shop <from@example.com>', to: 'ann@example.net', ...mail });
  const seen = await PostalMime.parse(mime);
  const seenAddresses = [seen.to, seen.cc, seen.bcc].flatMap((list) => list ?? []);

  const ready = prepared(mime);

  expect(ready.mime.equals(mime)).toBe(true);
  expect(ready.from).toBe(seen.from?.address);
  expect(ready.messageId).toBe(seen.messageId);
  expect([...ready.recipients].sort()).toEqual(seenAddresses.map(({ address }) => address).sort());
});

test('Nodemailer leaves the LF of a text beside its CRLF: the message passes, with CRLF throughout', async () => {
  const mime = await compose({ from: 'from@example.com', to: 'ann@example.net', text: 'a\nb\n' });

  const ready = prepared(mime);

  expect(mime.toString()).toContain('\r\n\r\na\nb\n');
  expect(ready.mime.toString()).toBe(mime.toString().replace(/\r?\n/g, '\r\n'));
});

test('Nodemailer with LF line ends gives the same message with CRLF', async () => {
  const mail = {
    from: 'Jürgen <from@example.com>',
    to: people,
    messageId: '<1@example.com>',
    text: 'a\nb\n',
  };
  const date = new Date(0);

  const lf = await compose({ ...mail, date, newline: 'unix' });
  const crlf = await compose({ ...mail, date, newline: 'windows' });

  expect(lf.includes('\r')).toBe(false);
  expect(prepared(lf).mime.toString('latin1')).toBe(crlf.toString('latin1'));
});

test('a Bcc that is long, folded and encoded grows at its end, as another parser sees it', async () => {
  const mime = await compose({ from: 'from@example.com', to: 'ann@example.net', bcc: people });
  const own = prepared(mime).recipients;

  const ready = prepared(mime, [...own, 'new@example.net', 'other@example.net']);

  const seen = await PostalMime.parse(ready.mime);
  expect(seen.bcc?.map(({ address }) => address)).toEqual([
    ...people.map(({ address }) => address),
    'new@example.net',
    'other@example.net',
  ]);
  expect(ready.mime.length).toBe(
    mime.length + ',\r\n new@example.net,\r\n other@example.net'.length,
  );
});
