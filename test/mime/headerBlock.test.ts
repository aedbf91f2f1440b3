import { expect, test } from 'vitest';
import { message, ordinary, prepare, prepared, reasonFor } from './message.ts';

const { from, to, subject, messageId } = ordinary;

const refused: readonly [what: string, reason: string, mime: Buffer][] = [
  ['nothing at all', 'MimeEmpty', Buffer.alloc(0)],
  ['a UTF-8 byte order mark', 'MimeByteOrderMark', message([`\xef\xbb\xbf${from}`, to])],
  ['UTF-16, little endian', 'MimeByteOrderMark', Buffer.from(`\ufeff${from}`, 'utf16le')],
  ['UTF-16, big endian', 'MimeByteOrderMark', Buffer.from(`\ufeff${from}`, 'utf16le').swap16()],
  ['a mailbox file', 'MimeMboxLine', message(['From shop@example.com Thu Jan  1', from, to])],
  ['no blank line', 'MimeNoHeaderEnd', Buffer.from(`${from}\r\n${to}\r\n`)],
  ['text that is no mail', 'MimeNoHeaderEnd', Buffer.from('Hello')],
  ['text of two paragraphs', 'HeaderMalformed', Buffer.from('Hello\r\n\r\nBye\r\n')],
  ['a blank line first', 'FromMissing', Buffer.from(`\r\n${from}\r\n${to}\r\n\r\n`)],
  ['a space before the first header', 'HeaderMalformed', message([` ${from}`, to])],
  ['a tab before the first header', 'HeaderMalformed', message([`\t${from}`, to])],
  ['a space before the colon', 'HeaderMalformed', message(['From : a@example.com', to])],
  ['a tab before the colon', 'HeaderMalformed', message(['From\t: a@example.com', to])],
  [
    'the colon on the next line',
    'HeaderMalformed',
    message(['From', ' : a@example.com', from, to]),
  ],
  ['a line without a colon', 'HeaderMalformed', message([from, 'and more', to])],
  ['a line that begins with a colon', 'HeaderMalformed', message([from, ': x', to])],
  ['a header name in UTF-8', 'HeaderMalformed', message([from, 'S\xc3\xbcbject: x', to])],
  [
    'a byte order mark before a later header',
    'HeaderMalformed',
    message([to, `\xef\xbb\xbf${from}`]),
  ],
  [
    'a continuation of one space',
    'HeaderMalformed',
    message([from, to, ' ', 'From: b@example.com']),
  ],
  ['a continuation of tabs', 'HeaderMalformed', message([from, 'X: y', '\t\t', to])],
  [
    'a continuation of no-break spaces',
    'HeaderMalformed',
    message([from, 'X: y', ' \xc2\xa0', to]),
  ],
  [
    'a continuation of a latin1 no-break space',
    'HeaderMalformed',
    message([from, 'X: y', ' \xa0', to]),
  ],
  [
    'a continuation of a zero-width space',
    'HeaderMalformed',
    message([from, 'X: y', ' \xe2\x80\x8b', to]),
  ],
  ['an escape byte', 'HeaderControlByte', message([from, 'X: \x1b$B', to])],
  ['a vertical tab', 'HeaderControlByte', message([from, 'X: a\x0bFrom: b@example.com', to])],
  ['a form feed', 'HeaderControlByte', message([from, 'X: a\x0cb', to])],
  ['a file separator, a line end to Python', 'HeaderControlByte', message([from, 'X: a\x1cb', to])],
  ['DEL', 'HeaderControlByte', message([from, 'X: a\x7fb', to])],
  ['NEL in UTF-8', 'HeaderControlByte', message([from, 'X: a\xc2\x85From: b@example.com', to])],
  ['a line separator in UTF-8', 'HeaderControlByte', message([from, 'X: a\xe2\x80\xa8b', to])],
  ['a paragraph separator in UTF-8', 'HeaderControlByte', message([from, 'X: a\xe2\x80\xa9b', to])],
  ['no From', 'FromMissing', message([to, subject])],
  ['two From', 'FromRepeated', message([from, 'From: b@example.com', to])],
  ['two From in other letters', 'FromRepeated', message([from, 'fROM: b@example.com', to])],
  ['twice the same From', 'FromRepeated', message([from, from, to])],
];

test.each(refused)('%s is refused with %s', (_what, reason, mime) => {
  expect(reasonFor(mime)).toBe(reason);
});

const singles = [
  'Sender: shop@example.com',
  'Reply-To: a@example.com',
  'To: a@example.com',
  'Cc: a@example.com',
  'Bcc: a@example.com',
  'Message-ID: <1@example.com>',
  'In-Reply-To: <1@example.com>',
  'References: <1@example.com>',
  'Subject: a',
  'Date: Thu, 1 Jan 2026 00:00:00 +0000',
  'MIME-Version: 1.0',
  'Content-Type: text/plain',
  'Content-Transfer-Encoding: 7bit',
  'Content-Disposition: inline',
];

test.each(singles)('a second header is refused: %s', (line) => {
  const name = line.slice(0, line.indexOf(':'));

  const once = prepare(message([from, line, 'X-To: a@example.com'], ''), ['a@example.com']);
  const twice = prepare(message([from, line, line.toUpperCase(), to]));

  expect(once.kind).toBe('prepared');
  expect(twice).toMatchObject({
    reason: 'HeaderRepeated',
    text: expect.stringContaining(`Line 3 is a second ${name}; the first is in line 2.`),
  });
});

test.each(['From', 'Sender', 'To', 'Bcc', 'Date', 'Message-ID'])('Resent-%s is refused', (name) => {
  expect(reasonFor(message([from, to, `Resent-${name}: x`]))).toBe('ResentHeader');
});

test('headers that may stand several times pass, and 8-bit text passes outside From', () => {
  const mime = message([
    'Received: a',
    'Received: b',
    'DKIM-Signature: v=1',
    'DKIM-Signature: v=1',
    from,
    to,
    'Subject: \xc3\xbcber \xfc',
    'X-Long: a',
    ' \xe6\x97\xa5\xe6\x9c\xac',
    '\tb',
    messageId,
  ]);

  expect(prepared(mime).mime.equals(mime)).toBe(true);
});

test('the refusal of a line names it, counted from the first of the message', () => {
  const answer = prepare(message([from, 'X: a', ' b', 'Bad line', to]));

  expect(answer).toMatchObject({ text: expect.stringContaining('Line 4 is no header field.') });
});
