import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJob } from '../../shared/job/readJob.ts';
import { jobMessage, refusalOf } from './jobMessage.ts';

/** What only the producer and the mail may know. */
const canary = 'CANARY-9f3a';

/** Values as wrong as they come, each with the canary in it. */
const wrong = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }).map((text) => `${text}${canary}`),
  fc.constantFrom(
    `${canary}@example.net`,
    `["${canary}@example.net", ""]`,
    `["${canary}`,
    `${canary}@example.net,,`,
    `https://evil.example/${canary}?sig=${canary}`,
    `../${canary}`,
    `Ann ${canary} <ann@example.net>`,
    canary.repeat(4000),
  ),
  fc.constantFrom([canary], { canary }),
);

/** The properties that tell of a person or a body, each wrong or left out. */
const properties = fc.record(
  { mailbox: wrong, recipients: wrong, mimeBlob: wrong, mimeSha256: wrong, producer: wrong },
  { requiredKeys: [] },
);

test('a refusal repeats no body, no recipient, no mailbox, no blob and no producer', () => {
  const body = fc.constantFrom(
    '',
    canary,
    `"${canary}"`,
    `From: ${canary}@example.com\r\n\r\n${canary}`,
  );
  let refusals = 0;

  fc.assert(
    fc.property(body, properties, (text, values) => {
      const message = jobMessage({ body: Buffer.from(text), properties: values });
      const read = readJob(message, { replyQueues: [] });
      if (read.kind === 'job') return;
      refusals++;
      expect(JSON.stringify(read)).not.toContain('CANARY');
    }),
    { numRuns: 500 },
  );

  expect(refusals).toBeGreaterThan(100);
});

test.each([
  { v: 'x' },
  { mailbox: 'x' },
  { recipients: '[' },
  { action: 'x' },
  { action: 'draft' },
  { priority: 'x' },
  { notAfter: 'x' },
  { producer: '' },
  { mimeBlob: 'x' },
  { mimeSha256: 'x' },
  { job: 'x' },
])('the refusal of %j says what is allowed or what to do, in one line', (values) => {
  expect(refusalOf(jobMessage({ properties: values })).text).toMatch(
    /^[A-Z].*(?:Allowed: |Leave it out).*\.$/,
  );
});
