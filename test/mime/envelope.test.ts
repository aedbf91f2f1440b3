import { expect, test } from 'vitest';
import { message, messageTo, ordinary, prepare, prepared, reasonFor } from './message.ts';

const { from, to, subject, messageId } = ordinary;

/** What `prepareMail` added, given that all else stayed in place. */
function added(before: Buffer, after: Buffer): string {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same++;
  const tail = before.length - same;
  expect(after.subarray(after.length - tail).equals(before.subarray(same))).toBe(true);
  return after.toString('latin1', same, after.length - tail);
}

test('To, Cc and Bcc are the envelope, each address once', () => {
  const cc = 'Cc: Bob <bob@example.net>, ANN@example.net';
  const mime = message([from, to, cc, 'Bcc: carl@example.net, bob@example.net', messageId]);

  const mail = prepared(mime);

  expect(mail.recipients).toEqual(['ann@example.net', 'bob@example.net', 'carl@example.net']);
  expect(mail.mime.equals(mime)).toBe(true);
});

test("the job's recipients that are in the headers change nothing", () => {
  const mime = message([from, to, 'Bcc: "jo"@example.net', messageId]);

  const mail = prepared(mime, ['JO@example.net', 'Ann@EXAMPLE.net', '"ann"@example.net']);

  expect(mail.recipients).toEqual(['ann@example.net', 'jo@example.net']);
  expect(mail.mime.equals(mime)).toBe(true);
});

test("the job's other recipients become a Bcc header at the end, written as the job has them", () => {
  const mime = message([from, to, messageId, subject]);

  const mail = prepared(mime, [
    'ann@example.net',
    'Bob@Example.net',
    '"jo..x"@example.net',
    'BOB@example.net',
  ]);

  expect(added(mime, mail.mime)).toBe('Bcc: Bob@Example.net,\r\n "jo..x"@example.net\r\n');
  expect(mail.recipients).toEqual(['ann@example.net', 'bob@example.net', '"jo..x"@example.net']);
});

test.each([
  ['Bcc: x@example.net', ',\r\n bob@example.net,\r\n carl@example.net'],
  ['Bcc: X <x@example.net>  ', ',\r\n bob@example.net,\r\n carl@example.net'],
  ['Bcc: a@example.net,\r\n\tx@example.net (X)', ',\r\n bob@example.net,\r\n carl@example.net'],
  ['Bcc: undisclosed-recipients:;', ',\r\n bob@example.net,\r\n carl@example.net'],
  ['Bcc: x@example.net,', '\r\n bob@example.net,\r\n carl@example.net'],
  ['Bcc:', '\r\n bob@example.net,\r\n carl@example.net'],
  ['Bcc: ', '\r\n bob@example.net,\r\n carl@example.net'],
])('a Bcc header that is there grows at its end: %j', (bcc, text) => {
  const mime = message([from, bcc, to, messageId]);
  const own = prepared(mime).recipients;

  const mail = prepared(mime, [...own, 'bob@example.net', 'carl@example.net']);

  expect(mail.mime.toString('latin1')).toBe(mime.toString('latin1').replace(bcc, bcc + text));
  expect(prepared(mail.mime).recipients).toEqual(
    expect.arrayContaining([...own, 'bob@example.net', 'carl@example.net']),
  );
});

test('a message without To, Cc and Bcc gets all its recipients as Bcc', () => {
  const mime = message([from, messageId]);

  expect(added(mime, prepared(mime, ['bob@example.net']).mime)).toBe('Bcc: bob@example.net\r\n');
});

test('Message-ID and Bcc are added to one message with nothing else changed', () => {
  const mime = message([from, 'Bcc: x@example.net', to]);

  const mail = prepared(mime, ['x@example.net', 'ann@example.net', 'bob@example.net']);

  expect(mail.mime.toString('latin1')).toBe(
    mime
      .toString('latin1')
      .replace('From:', 'Message-ID: <mailchute.0a1b@example.com>\r\nFrom:')
      .replace('x@example.net', 'x@example.net,\r\n bob@example.net'),
  );
});

test("a header recipient that is not among the job's recipients is refused, as Exchange would send to it", () => {
  const mime = message([from, 'To: ann@example.net, x@example.net', 'Bcc: y@example.net']);

  const answer = prepare(mime, ['ann@example.net', 'bob@example.net']);

  expect(answer).toMatchObject({
    reason: 'EnvelopeNarrowed',
    text: expect.stringContaining(
      "2 of 3 addresses in To, Cc and Bcc are not among the job's 2 recipients.",
    ),
  });
  expect(reasonFor(mime, [])).toBe('EnvelopeNarrowed');
});

test('a message with no recipients is refused', () => {
  expect(reasonFor(message([from, messageId]))).toBe('EnvelopeEmpty');
  expect(reasonFor(message([from, messageId]), [])).toBe('EnvelopeEmpty');
  expect(reasonFor(messageTo(' undisclosed-recipients:;'))).toBe('EnvelopeEmpty');
  expect(reasonFor(messageTo(' , (nobody) ,'))).toBe('EnvelopeEmpty');
  expect(reasonFor(message([from, 'Reply-To: a@example.net', 'X-To: b@example.net']))).toBe(
    'EnvelopeEmpty',
  );
});

test.each([
  ['Bob <bob@example.net>', 'RecipientMalformed'],
  [' bob@example.net', 'RecipientMalformed'],
  ['<bob@example.net>', 'RecipientMalformed'],
  ['bob', 'RecipientMalformed'],
  ['', 'RecipientMalformed'],
  ['bob@example.net\r\nX: y', 'RecipientMalformed'],
  ['bob\n@example.net', 'RecipientMalformed'],
  ['bob@example.net\0', 'RecipientMalformed'],
  ['"bob\r\n"@example.net', 'RecipientMalformed'],
  ['bob@example.net,carl@example.net', 'RecipientMalformed'],
  // Written as latin1, these code points would become CR and LF.
  ['bob\u760d\u760a@example.net', 'RecipientNotAscii'],
  ['bob@example.net\u010d\u010a', 'RecipientNotAscii'],
  ['bob@b\u00fccher.example', 'RecipientNotAscii'],
  ['bob@\ud83d\udca9.la', 'RecipientNotAscii'],
  ['@a.example:bob@example.net', 'RecipientRoute'],
  ['bob@example.net(x)', 'RecipientComment'],
  ['bob@localhost', 'RecipientDomainNotDotted'],
])('a recipient of the job that is no bare address is refused: %j', (recipient, reason) => {
  const answer = prepare(message([from, to]), ['ann@example.net', recipient]);

  expect(answer).toMatchObject({
    reason,
    text: expect.stringContaining('Recipient 2 of those given with the job'),
  });
});
