import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectRefused, jobMessage, jobOf, mime, refusalOf } from './jobMessage.ts';

const bodyHash = createHash('sha256').update(mime).digest('hex').slice(0, 16);

test.each([
  'a',
  'order-12345',
  'A.Z_0:9@x-',
  'user@example.com',
  '0x1F',
  '1_000',
  '01',
  'true-1',
  'a'.repeat(100),
])('the messageId is the id of the job: %.20s', (messageId) => {
  expect(jobOf(jobMessage({ messageId })).id).toBe(messageId);
});

test('every text of 1 to 100 allowed characters that is no JSON is an id', () => {
  const characters = [
    ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:@-',
  ] as const;
  const unit = fc.constantFrom(...characters);
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 98 }), (tail) => {
      const messageId = `x-${tail}`;
      expect(jobOf(jobMessage({ messageId })).id).toBe(messageId);
    }),
  );
});

test.each([
  ['', 'is empty'],
  ['a'.repeat(101), 'has 101 characters'],
  ['order 1', 'has the character " " at position 6'],
  ['order/1', 'has the character "/" at position 6'],
  ['a#b', 'has the character "#" at position 2'],
  ['a?b', 'has the character "?"'],
  ['a\\b', 'has the character "\\\\"'],
  ['"a"', 'has the character "\\""'],
  ['a\nb', 'has the character "\\n"'],
  ['Bestellung-ä', 'has the character "ä" at position 12'],
  ['a💩', 'has the character "💩" at position 2'],
  ['12345', 'is readable as JSON'],
  ['12345678901234567890', 'is readable as JSON'],
  ['-1.5', 'is readable as JSON'],
  ['5e12345', 'is readable as JSON'],
  ['true', 'is readable as JSON'],
  ['false', 'is readable as JSON'],
  ['null', 'is readable as JSON'],
])('the messageId %j is refused, and the text says why and what is allowed', (messageId, says) => {
  expectRefused(jobMessage({ messageId }), 'JobIdInvalid', `The messageId ${says}`);
  expectRefused(
    jobMessage({ messageId }),
    'JobIdInvalid',
    'Allowed: 1 to 100 of A-Z a-z 0-9 . _ : @ - and not readable as JSON',
  );
});

test('a message without an id gets one from its sequence number and its body', () => {
  const message = jobMessage({ messageId: undefined, sequenceNumber: '9007199254740993' });

  expect(jobOf(message).id).toBe(`seq-9007199254740993-${bodyHash}`);
});

test('the id of a message without one is the same on every delivery, and another for every message', () => {
  const message = jobMessage({ messageId: undefined });
  const sameMail = { ...message, sequenceNumber: '78' };
  const sameNumber = { ...message, body: Buffer.from('From: other@example.com\r\n\r\n') };

  expect(jobOf({ ...message }).id).toBe(jobOf(message).id);
  expect(jobOf(sameMail).id).not.toBe(jobOf(message).id);
  expect(jobOf(sameNumber).id).not.toBe(jobOf(message).id);
});

test('a refused id is recorded under the derived one, so that it can touch no other job', () => {
  expect(refusalOf(jobMessage({ messageId: '12345' })).jobId).toBe(`seq-77-${bodyHash}`);
});

test('a job that breaks another rule is refused under its own id', () => {
  const message = jobMessage({ properties: { priority: 'urgent' } });

  expect(refusalOf(message).jobId).toBe('order-1187');
});

test('a refused message has the same content on every delivery, and another mail has another', () => {
  const wrong = jobMessage({ properties: { priority: 'urgent' } });
  const otherBody = { ...wrong, body: Buffer.from('x') };
  const otherRecipients = {
    ...wrong,
    properties: { ...wrong.properties, recipients: 'a@b.example' },
  };

  expect(refusalOf({ ...wrong }).content).toBe(refusalOf(wrong).content);
  expect(refusalOf(otherBody).content).not.toBe(refusalOf(wrong).content);
  expect(refusalOf(otherRecipients).content).not.toBe(refusalOf(wrong).content);
});
