import fc from 'fast-check';
import { sha256 } from '../../shared/job/jobId.ts';
import type { JobDraft } from '../../shared/job/writeJob.ts';
import { mime } from './jobMessage.ts';

/** Any text that a property or a field may hold, line breaks and characters of four bytes included. */
const text = fc.string({ unit: 'binary', maxLength: 40 });
const address = fc.emailAddress({ size: 'small' }).filter((one) => !/[/?%]/.test(one));
const moment = fc.date({
  min: new Date('2026-01-01T00:00:00Z'),
  max: new Date('2030-01-01T00:00:00Z'),
  noInvalidDate: true,
});

/** A mail in the message: always with a line break, so never a JSON string. */
export const inlineBody = fc
  .uint8Array({ maxLength: 600 })
  .map((tail) => ({ kind: 'inline', mime: Buffer.concat([mime, tail]) }) as const);

/** A mail in a blob, with or without its hash. */
const blobBody = fc.record({
  kind: fc.constant('blob' as const),
  name: fc.constantFrom('order-1', 'shop/2026/ä.eml', `x${'y'.repeat(1000)}`),
  sha256: fc.option(text.map(sha256), { nil: undefined }),
});

const everything = {
  id: fc.constantFrom('order-1', 'a@b:c_d-e.f', `x${'1'.repeat(99)}`),
  body: fc.oneof(inlineBody, blobBody),
  mailbox: fc.oneof(
    address,
    address.map((one) => `user:${one}`),
    fc.uuid(),
  ),
  recipients: fc.array(address, { minLength: 1, maxLength: 20 }),
  priority: fc.constantFrom('high' as const, 'normal' as const, 'bulk' as const),
  notAfter: moment,
  producer: text.map((label) => label.replace(/\p{Cc}/gu, '')).filter((label) => label !== ''),
  replyTo: fc.constant('replies'),
  correlationId: text,
  timeToLiveMs: fc.integer({ min: 1 }),
  sendAt: moment,
} satisfies Record<keyof JobDraft, unknown>;

/** Any job that a producer can write; its reply queue, if any, is `replies`. */
export const jobDraft: fc.Arbitrary<JobDraft> = fc.record(everything, { requiredKeys: ['body'] });
