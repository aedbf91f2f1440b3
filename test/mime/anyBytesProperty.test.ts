import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressValue, senderLine } from './arbitraries.ts';
import { message, ordinary, prepare } from './message.ts';

/** Checks what holds for every answer; returns whether the message was accepted. */
function checkAnswer(mime: Uint8Array, recipients?: readonly string[]): boolean {
  const before = Buffer.from(mime);
  const answer = prepare(mime, recipients);
  expect(before.equals(mime), 'the input is unchanged').toBe(true);
  if (answer.kind === 'refused') return false;

  const text = answer.mime.toString('latin1');
  const crlf = before.toString('latin1').replace(/\r?\n/g, '\r\n');
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n\0]/);
  expect(text.endsWith(crlf) || recipients !== undefined, 'the message is untouched').toBe(true);
  expect(text.slice(text.indexOf('\r\n\r\n'))).toBe(crlf.slice(crlf.indexOf('\r\n\r\n')));
  expect(text).toContain(answer.messageId);
  expect(answer.recipients.length).toBeGreaterThan(0);
  return true;
}

test('bytes of any kind get an answer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(checkAnswer(bytes)).toBe(false);
    }),
    { numRuns: 3_000 },
  );
});

test('header blocks of any kind get an answer, and what is accepted is untouched but for line ends', () => {
  const field = fc.oneof(
    senderLine,
    fc
      .tuple(fc.constantFrom('To', 'Cc', 'Bcc', 'Sender'), addressValue)
      .map((part) => part.join(': ')),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  fc.assert(
    fc.property(fc.array(field, { maxLength: 8 }), fc.boolean(), (lines, lf) => {
      const text = ['From: a@example.com', ...lines, '', 'a\nb\r\n\r\n'].join('\r\n');
      checkAnswer(Buffer.from(lf ? text.replaceAll('\r\n', '\n') : text));
    }),
    { numRuns: 5_000 },
  );
});

test('an ordinary message with some bytes replaced gets an answer, and what is accepted is untouched', () => {
  const mime = message(
    [
      'From: "Doe, Jo" =?utf-8?Q?J=C3=BCrgen?= <jo@example.com>',
      'To: Ann <ann@example.net>,\r\n "Bob \\"B\\"" <bob@example.net>',
      'Bcc: undisclosed-recipients:;, carl@example.net (Carl)',
      ordinary.messageId,
    ],
    'One\r\n\r\nTwo\r\n',
  );
  const change = fc.tuple(
    fc.nat(mime.length - 1),
    fc.constantFrom(
      '',
      '\r',
      '\n',
      '\r\n',
      '\r\n ',
      '\0',
      ' ',
      '\t',
      '"',
      '\\',
      '<',
      '>',
      '(',
      ')',
      ',',
      ':',
      ';',
      '@',
      '.',
      '=?',
      '\xff',
      '\xc3\xbc',
      'x',
    ),
    fc.nat(2),
  );
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), fc.boolean(), (changes, wish) => {
      let text = mime.toString('latin1');
      for (const [at, insert, removed] of changes) {
        text = text.slice(0, at) + insert + text.slice(at + removed);
      }
      const recipients = [
        'ann@example.net',
        'bob@example.net',
        'carl@example.net',
        'new@example.net',
      ];
      if (checkAnswer(Buffer.from(text, 'latin1'), wish ? recipients : undefined)) accepted++;
    }),
    { numRuns: 5_000 },
  );
  expect(accepted).toBeGreaterThan(300);
});
