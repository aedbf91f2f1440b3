import { expect } from 'vitest';
import type { Job } from '../../shared/job/job.ts';
import type { JobMessage, OutgoingMessage } from '../../shared/job/message.ts';
import { type RefusedJob, readJob } from '../../shared/job/readJob.ts';

/** The smallest mail. */
export const mime = Buffer.from(
  'From: shop@example.com\r\nTo: ann@example.net\r\n\r\nYour order is on its way.\r\n',
);

/** A message that keeps the contract, with nothing but an id and a body, changed where a test cares. */
export function jobMessage(change: Partial<JobMessage> = {}): JobMessage {
  return {
    body: mime,
    messageId: 'order-1187',
    contentType: undefined,
    correlationId: undefined,
    replyTo: undefined,
    properties: {},
    sequenceNumber: '77',
    enqueuedAtMs: Date.UTC(2026, 10, 21, 10),
    expiresAtMs: undefined,
    ...change,
  };
}

/** What a receiver gets of a message that was put on the queue. */
export function received(sent: OutgoingMessage, change: Partial<JobMessage> = {}): JobMessage {
  return jobMessage({
    body: sent.body,
    messageId: sent.messageId,
    contentType: sent.contentType,
    correlationId: sent.correlationId,
    replyTo: sent.replyTo,
    properties: sent.applicationProperties,
    ...change,
  });
}

const replyQueues = ['replies', 'billing/outcomes'];

/** The job of a message that must keep the contract. */
export function jobOf(message: JobMessage): Job {
  const read = readJob(message, { replyQueues });
  if (read.kind === 'refused') throw new Error(`Refused: ${read.reason}: ${read.text}`);
  return read.job;
}

/** The refusal of a message that must break the contract. */
export function refusalOf(message: JobMessage): RefusedJob {
  const read = readJob(message, { replyQueues });
  if (read.kind === 'job') throw new Error('The message was read as a job.');
  return read;
}

/** Holds that the message is refused with this code and a text that says this. */
export function expectRefused(message: JobMessage, reason: string, says: string): void {
  expect(refusalOf(message)).toMatchObject({ reason, text: expect.stringContaining(says) });
}
