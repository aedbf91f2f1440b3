import fc from 'fast-check';
import rhea, { type Message } from 'rhea';
import { expect, test } from 'vitest';
import { jobLimits } from '../../shared/job/limits.ts';
import type { OutgoingMessage } from '../../shared/job/message.ts';
import { sizeBytes } from '../../shared/job/messageSize.ts';
import { writeJob } from '../../shared/job/writeJob.ts';
import { copyOf } from './copyOf.ts';
import { jobDraft } from './drafts.ts';
import { received } from './jobMessage.ts';

/** What the client puts on the wire for a message, by the library under it. */
function wireBytes(message: OutgoingMessage): number {
  const { timeToLive: ttl, scheduledEnqueueTimeUtc: at, ...rest } = message;
  const nowMs = Date.now();
  const encoded: Message = {
    body: rhea.message.data_section(rest.body),
    application_properties: rest.applicationProperties,
    durable: true,
    ...(rest.messageId !== undefined && { message_id: rest.messageId }),
    ...(rest.contentType !== undefined && { content_type: rest.contentType }),
    ...(rest.correlationId !== undefined && { correlation_id: rest.correlationId }),
    ...(rest.replyTo !== undefined && { reply_to: rest.replyTo }),
    ...(ttl !== undefined && {
      ttl,
      creation_time: new Date(nowMs),
      absolute_expiry_time: new Date(nowMs + ttl),
    }),
    ...(at && {
      message_annotations: {
        'x-opt-scheduled-enqueue-time': rhea.types.wrap_timestamp(at.getTime()),
      },
    }),
  };
  return rhea.message.encode(encoded).length;
}

/** A job with properties of the producer, as many and of every type that the client takes. */
function jobWith(number: fc.Arbitrary<number>): fc.Arbitrary<OutgoingMessage> {
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 2000 }),
    number,
    fc.boolean(),
    fc.date({ noInvalidDate: true }),
    fc.constant(null),
  );
  const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 300 });
  return fc
    .tuple(jobDraft, fc.dictionary(name, value, { maxKeys: 30 }))
    .map(([draft, properties]) => {
      const job = writeJob(draft);
      return { ...job, applicationProperties: { ...properties, ...job.applicationProperties } };
    });
}

const writable = fc.oneof(fc.maxSafeInteger(), fc.double({ min: -1, max: 1, noNaN: true }));

test('the estimate of a message is never below what goes over the wire', () => {
  fc.assert(
    fc.property(jobWith(writable), (sent) => {
      expect(sizeBytes(sent)).toBeGreaterThanOrEqual(wireBytes(sent));
    }),
  );
});

test('a copy can be written, and is estimated with the properties it gains', () => {
  fc.assert(
    fc.property(jobWith(fc.double({ noNaN: true })), (sent) => {
      const copy = copyOf(received(sent), { epoch: 9, hop: 999 });

      expect(sizeBytes(copy)).toBeGreaterThanOrEqual(wireBytes(copy));
    }),
  );
});

test('the estimate of an ordinary job is at most 2 KB above, so few bodies move to a blob for nothing', () => {
  fc.assert(
    fc.property(jobDraft, (draft) => {
      const sent = writeJob(draft);
      expect(sizeBytes(sent)).toBeLessThanOrEqual(wireBytes(sent) + 2048);
    }),
  );
});

test('a thousand small properties are estimated for what they take, not for what they show', () => {
  const names = Array.from({ length: 1000 }, (_, n) => n.toString(36));
  const applicationProperties = Object.fromEntries(names.map((name) => [name, 0.5]));
  const message = { body: Buffer.alloc(0), applicationProperties };

  expect(sizeBytes(message)).toBeGreaterThanOrEqual(wireBytes(message));
});

test('a body of the largest inline size fits into the queue with 60 KB of properties', () => {
  const body = { kind: 'inline', mime: Buffer.alloc(jobLimits.inlineBodyBytes, 'a\n') } as const;
  const recipients = Array.from({ length: 1000 }, (_, n) => `recipient${n}@example.net`);

  expect(sizeBytes(writeJob({ body, recipients }))).toBeLessThan(jobLimits.messageBytes);
});
