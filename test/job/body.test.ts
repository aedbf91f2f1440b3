import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Job } from '../../shared/job/job.ts';
import { expectRefused, jobMessage, jobOf, mime } from './jobMessage.ts';

/** The MIME that a message with this body carries. */
function mimeOf(body: Uint8Array | string): Buffer {
  const { body: read }: Job = jobOf(jobMessage({ body: Buffer.from(body) }));
  if (read.kind !== 'inline') throw new Error('The body became a claim check.');
  return Buffer.from(read.mime);
}

test('the body is the MIME message, byte for byte, whatever bytes it has', () => {
  const lineBreak = Buffer.from('\r\n'); // never inside a JSON string, which would be unwrapped
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (head, tail) => {
      const body = Buffer.concat([head, lineBreak, tail]);
      expect(mimeOf(body).equals(body)).toBe(true);
    }),
  );
});

test('a body that is one JSON string, as the JavaScript client writes a string, is unwrapped', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const mail = `${mime}${text}`;
      expect(mimeOf(JSON.stringify(mail)).toString()).toBe(mail);
    }),
  );
});

test('a JSON string inside a JSON string is unwrapped to the mail, so that a copy of it reads the same', () => {
  const twice = JSON.stringify(JSON.stringify(String(mime)));

  expect(mimeOf(twice).equals(mime)).toBe(true);
});

test.each([
  ['a JSON object', '{"From":"shop@example.com"}'],
  ['a JSON array of a string', '["From: shop@example.com"]'],
  ['a JSON number', '12345'],
  ['a quote at the start only', '"From: shop@example.com'],
  ['a quote at the end only', 'From: shop@example.com"'],
  ['quotes around what is no JSON string', '"Jane "Doe" Roe"'],
  ['quotes around lines', '"From: shop@example.com\r\n"'],
  ['blanks around the quotes', ' "From: shop@example.com" '],
  ['a line break after the quotes', '"From: shop@example.com"\n'],
  ['one quote', '"'],
])('%s is left as it came', (_what, body) => {
  expect(mimeOf(body).toString()).toBe(body);
});

test('quotes around bytes that are no UTF-8 are left as they came', () => {
  const body = Buffer.from([0x22, 0xff, 0x22]);

  expect(mimeOf(body).equals(body)).toBe(true);
});

test.each([
  ['no bytes', ''],
  ['an empty JSON string', '""'],
])('a body of %s, and no claim check, is refused as missing', (_what, body) => {
  expectRefused(
    jobMessage({ body: Buffer.from(body) }),
    'MimeMissing',
    'The body is empty and there is no property "mimeBlob".',
  );
});

test.each(['message/rfc822', 'application/octet-stream', 'text/plain; charset=utf-8', undefined])(
  'the contentType %j changes nothing: clients set their own',
  (contentType) => {
    expect(jobOf(jobMessage({ contentType })).body).toEqual({ kind: 'inline', mime });
  },
);
