import { createMimeMessage as createForNode, type MIMEMessage } from 'mimetext';
import { createMimeMessage as createForBrowser } from 'mimetext/browser';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { prepare, prepared } from './message.ts';

const people = Array.from({ length: 400 }, (_, n) => ({
  name: n % 3 ? `Müller, Jürgen ${n} "Jo" (Süd)` : `日本 太郎 ${n}`,
  addr: `person.${n}+x@mail${n % 7}.example.net`,
}));

const from = (name: string) => (mail: MIMEMessage) => {
  mail.setSender({ name, addr: 'from@example.com' });
};

const mails: Record<string, (mail: MIMEMessage) => void> = {
  'a plain text': () => {},
  'a sender without a name': (mail) => mail.setSender('from@example.com'),
  'a name with an accent': from('Jürgen Müller'),
  'a name of one long word': from('ü'.repeat(120)),
  'a long Japanese name': from('日本株式会社 '.repeat(12)),
  'a name of emoji': from('🧾 Invoices 👩‍👩‍👧 of the shop'),
  'a name to be quoted': from('Doe, "Jo" \\ John: [x];'),
  'a sender as a person writes it': (mail) => mail.setSender('"Doe, John" <from@example.com>'),
  'many recipients in all headers': (mail) => {
    mail.setTo(people.slice(0, 150));
    mail.setCc(people.slice(150, 300));
    mail.setBcc(people.slice(300));
  },
  'a name that is an address': (mail) =>
    mail.setTo({ name: 'ann@example.net', addr: 'ann@example.net' }),
  'a long subject with accents': (mail) => mail.setSubject('Grüße '.repeat(60)),
  'headers of its own': (mail) => mail.setHeader('X-Greeting', 'Grüße'),
  'HTML, a picture and an attachment': (mail) => {
    mail.addMessage({ contentType: 'text/html', data: '<p>Grüße <img src="cid:1"></p>' });
    const data = Buffer.alloc(5_000, 7).toString('base64');
    mail.addAttachment({
      filename: 'a.png',
      contentType: 'image/png',
      data,
      inline: true,
      headers: { 'Content-ID': '1' },
    });
    mail.addAttachment({
      filename: 'Rechnung für Müller.pdf',
      contentType: 'application/pdf',
      data,
    });
  },
};

/** A message to ann@example.net, changed by `build`, with the line ends of the entry it was made with. */
function write(create: () => MIMEMessage, build: (mail: MIMEMessage) => void): Buffer {
  const mail = create();
  mail.setSender('Shop <from@example.com>');
  mail.setTo('ann@example.net');
  mail.setSubject('Hi');
  mail.addMessage({ contentType: 'text/plain', data: 'Grüße\r\nLine two' });
  build(mail);
  return Buffer.from(mail.asRaw());
}

const entries = {
  'mimetext for browsers, CRLF': createForBrowser,
  'mimetext for Node': createForNode,
};

const cases = Object.entries(entries).flatMap(([entry, create]) =>
  Object.entries(mails).map(([what, build]) => ({ entry, create, what, build })),
);

test.each(cases)(
  '$entry: $what passes, nothing but line ends changed',
  async ({ create, build }) => {
    const mime = write(create, build);
    const seen = await PostalMime.parse(mime);
    const seenAddresses = [seen.to, seen.cc, seen.bcc].flatMap((list) => list ?? []);

    const ready = prepared(mime);

    expect(ready.mime.toString()).toBe(mime.toString().replace(/\r?\n/g, '\r\n'));
    expect(ready.from).toBe('from@example.com');
    expect(ready.messageId).toBe(seen.messageId);
    expect([...ready.recipients].sort()).toEqual(
      seenAddresses.map(({ address }) => address).sort(),
    );
  },
);

test('mimetext writes an international domain as it is given: the refusal says to write it in its xn-- form', () => {
  const sender = prepare(write(createForNode, (mail) => mail.setSender('a@bücher.example')));
  const recipient = prepare(write(createForNode, (mail) => mail.setTo('a@bücher.example')));
  const encoded = prepare(write(createForNode, (mail) => mail.setTo('a@xn--bcher-kva.example')));

  const inXn = expect.stringContaining('the domain in its xn-- form');
  expect(sender).toMatchObject({ reason: 'FromNotAscii', text: inXn });
  expect(recipient).toMatchObject({ reason: 'RecipientNotAscii', text: inXn });
  expect(encoded).toMatchObject({ kind: 'prepared' });
});
