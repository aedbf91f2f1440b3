import { expect, test } from 'vitest';
import { expectRefused, jobMessage, jobOf } from './jobMessage.ts';

const withRecipients = (recipients: unknown) => jobMessage({ properties: { recipients } });

test.each([
  ['ann@example.net', ['ann@example.net']],
  ['ann@example.net,bob@example.net', ['ann@example.net', 'bob@example.net']],
  [' ann@example.net , bob@example.net ', ['ann@example.net', 'bob@example.net']],
  ['["ann@example.net"]', ['ann@example.net']],
  [' [ "ann@example.net", " bob@example.net " ]', ['ann@example.net', 'bob@example.net']],
  ['["\\"ann, b\\"@example.net"]', ['"ann, b"@example.net']],
])('the recipients %j are the envelope', (recipients, envelope) => {
  expect(jobOf(withRecipients(recipients)).recipients).toEqual(envelope);
});

test('a thousand recipients fit into the property', () => {
  const many = Array.from({ length: 1000 }, (_, n) => `recipient${n}@example.net`);

  expect(jobOf(withRecipients(many.join(','))).recipients).toEqual(many);
  expect(jobOf(withRecipients(JSON.stringify(many))).recipients).toEqual(many);
});

test('recipients above what one property holds are refused by their size', () => {
  const tooLong = 'ö'.repeat(16_385); // two bytes each

  expectRefused(
    withRecipients(tooLong),
    'JobInvalid',
    'Property "recipients" has 32770 bytes. Allowed: 32768. Put the rest into the Bcc header.',
  );
});

test.each([
  '',
  '   ',
  ',',
  'ann@example.net,',
  'ann@example.net,,bob@example.net',
  '[]',
  '[""]',
  '["ann@example.net", ""]',
  '["ann@example.net", 7]',
  '["ann@example.net", ["bob@example.net"]]',
  '["ann@example.net"',
  '[ann@example.net]',
])('the recipients %j are refused, rather than some of them left out', (recipients) => {
  expectRefused(withRecipients(recipients), 'JobInvalid', 'cannot be read, or has an empty entry');
});

test.each([7, true, ['ann@example.net'], {}])(
  'recipients %j that are no text are refused',
  (recipients) => {
    expectRefused(withRecipients(recipients), 'JobInvalid', 'Property "recipients" is no text.');
  },
);
