import { expect, test } from 'vitest';
import { sha256 } from '../../shared/job/jobId.ts';
import { expectRefused, jobMessage, jobOf, mime, refusalOf } from './jobMessage.ts';

const nothing = Buffer.alloc(0);
const hash = sha256(mime);

/** A message with an empty body that names a blob. */
const claimCheck = (mimeBlob: unknown, mimeSha256?: unknown) =>
  jobMessage({
    body: nothing,
    properties: { mimeBlob, ...(mimeSha256 !== undefined && { mimeSha256 }) },
  });

test.each(['order-1187', 'shop/2026/order-1187.eml', 'Grüße & more.eml', 'a'.repeat(1024), '..a'])(
  'mimeBlob names the blob of the mail: %.20s',
  (name) => {
    expect(jobOf(claimCheck(name)).body).toEqual({ kind: 'blob', name, sha256: undefined });
  },
);

test.each([
  ['https://evil.example/mail-jobs/x', 'is a URL'],
  ['HTTP://evil.example/x', 'is a URL'],
  ['x://y', 'is a URL'],
  ['../mail-parked/order-1', 'dotted path segment'],
  ['a/../../mail-parked/x', 'dotted path segment'],
  ['.', 'dotted path segment'],
  ['a/./b', 'dotted path segment'],
  ['/a', 'empty or dotted path segment'],
  ['a/', 'empty or dotted path segment'],
  ['a//b', 'empty or dotted path segment'],
  ['//evil.example/x', 'empty or dotted path segment'],
  ['a?sv=2026', 'one of ? # % \\'],
  ['a#b', 'one of ? # % \\'],
  ['..%2fmail-parked', 'one of ? # % \\'],
  ['..\\mail-parked', 'one of ? # % \\'],
  ['a\r\nHost: evil.example', 'control character'],
  ['a\u0000', 'control character'],
  ['a\ud800', 'control character'],
  ['a'.repeat(1025), 'has 1025 characters'],
  ['', 'is empty'],
  [7, 'is no text'],
  [true, 'is no text'],
  [{ name: 'a' }, 'is no text'],
])('mimeBlob %j is refused before any request is made', (name, says) => {
  expectRefused(claimCheck(name), 'JobInvalid', says);
  expectRefused(claimCheck(name), 'JobInvalid', 'Allowed: the name of a blob in the container');
});

test('a wrong mimeBlob is not repeated: a URL may carry a SAS token', () => {
  const { text } = refusalOf(claimCheck('https://evil.example/x?sig=CANARY'));

  expect(text).not.toContain('CANARY');
});

test('a body and a claim check together are refused', () => {
  expectRefused(
    jobMessage({ properties: { mimeBlob: 'order-1187' } }),
    'JobInvalid',
    `The message has a body of ${mime.length} bytes and a property "mimeBlob". Allowed: one of them.`,
  );
});

test('mimeSha256 is the hash that the blob must have, in either case of its digits', () => {
  const body = { kind: 'blob', name: 'x', sha256: hash };

  expect(jobOf(claimCheck('x', hash)).body).toEqual(body);
  expect(jobOf(claimCheck('x', hash.toUpperCase())).body).toEqual(body);
});

test.each(['', 'abc', `${hash}0`, hash.replace(/.$/, 'g'), 42, Buffer.from(hash, 'hex')])(
  'mimeSha256 %j is refused',
  (mimeSha256) => {
    expectRefused(claimCheck('x', mimeSha256), 'JobInvalid', 'Allowed: 64 hexadecimal digits.');
  },
);

test('mimeSha256 of an inline body is checked at once, against what was unwrapped', () => {
  const properties = { mimeSha256: hash };
  const wrapped = Buffer.from(JSON.stringify(String(mime)));

  expect(jobOf(jobMessage({ properties })).body.kind).toBe('inline');
  expect(jobOf(jobMessage({ properties, body: wrapped })).body.kind).toBe('inline');
  expectRefused(
    jobMessage({ properties: { mimeSha256: sha256('another mail') } }),
    'JobInvalid',
    'The body does not have the hash in property "mimeSha256".',
  );
});
