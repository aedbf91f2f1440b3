import type { JobBody, Priority } from './job.ts';
import type { JobMessage, OutgoingMessage } from './message.ts';
import { readJob } from './readJob.ts';
import { type Reason, type Refusal, refused } from './reasons.ts';

/** A job to enqueue. What is left out takes the contract's default. */
export interface JobDraft {
  /** Idempotency key. Left out, nothing is deduplicated. */
  readonly id?: string;
  readonly body: JobBody;
  readonly mailbox?: string;
  readonly recipients?: readonly string[];
  readonly priority?: Priority;
  /** Not sent after this time. */
  readonly notAfter?: Date;
  readonly producer?: string;
  /** A queue that gets one outcome message. */
  readonly replyTo?: string;
  readonly correlationId?: string;
  /** Give-up time, milliseconds from being enqueued. */
  readonly timeToLiveMs?: number;
  /** Not before this time. */
  readonly sendAt?: Date;
}

/** A draft breaks the job contract: nothing was enqueued. `reason` is the code the queue's worker would have given. */
export class InvalidJobError extends Error {
  override readonly name = 'InvalidJobError';
  readonly reason: Reason;

  constructor(reason: Reason, text: string) {
    super(`${reason}: ${text}`);
    this.reason = reason;
  }
}

/**
 * Writes a job as a message of contract version 1, ready for any Service Bus sender. Throws `InvalidJobError` when the
 * worker would refuse it: the message is read back by the same rules.
 */
export function writeJob(draft: JobDraft): OutgoingMessage {
  const wrongTime = timeRefusal(draft);
  if (wrongTime) throw new InvalidJobError(wrongTime.reason, wrongTime.text);
  const { body, recipients, notAfter } = draft;
  const properties = {
    v: 1,
    ...(draft.mailbox !== undefined && { mailbox: draft.mailbox }),
    ...(recipients && { recipients: JSON.stringify(recipients) }),
    ...(draft.priority !== undefined && { priority: draft.priority }),
    ...(notAfter && { notAfter: notAfter.toISOString() }),
    ...(draft.producer !== undefined && { producer: draft.producer }),
    ...(body.kind === 'blob' && { mimeBlob: body.name }),
    ...(body.kind === 'blob' && body.sha256 !== undefined && { mimeSha256: body.sha256 }),
  };
  const message: OutgoingMessage = {
    body: body.kind === 'inline' ? asBuffer(body.mime) : Buffer.alloc(0),
    contentType: 'message/rfc822',
    ...(draft.id !== undefined && { messageId: draft.id }),
    ...(draft.correlationId !== undefined && { correlationId: draft.correlationId }),
    ...(draft.replyTo !== undefined && { replyTo: draft.replyTo }),
    ...(draft.timeToLiveMs !== undefined && { timeToLive: draft.timeToLiveMs }),
    ...(draft.sendAt && { scheduledEnqueueTimeUtc: draft.sendAt }),
    applicationProperties: properties,
  };
  const read = readJob(asReceived(message), { replyQueues: draft.replyTo ? [draft.replyTo] : [] });
  if (read.kind === 'refused') throw new InvalidJobError(read.reason, read.text);
  return message;
}

/** What no worker would see: the client sends a `sendAt` that is no date as 1970, so at once, and leaves out a time to live of 0. */
function timeRefusal({ notAfter, sendAt, timeToLiveMs = 1 }: JobDraft): Refusal | undefined {
  const wrong = Object.entries({ notAfter, sendAt }).find(([, at]) => at && !isTime(at));
  if (wrong) return refused('JobInvalid', `"${wrong[0]}" is no valid date.`);
  if (timeToLiveMs >= 1) return undefined;
  return refused(
    'JobInvalid',
    `"timeToLiveMs" is ${timeToLiveMs}. Allowed: 1 or more milliseconds. Leave it out for no end.`,
  );
}

const isTime = (at: Date) => !Number.isNaN(at.getTime());

/** Without copying: the SDK must be given a Buffer to send bytes as they are. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function asReceived(message: OutgoingMessage): JobMessage {
  return {
    body: message.body,
    messageId: message.messageId,
    contentType: message.contentType,
    correlationId: message.correlationId,
    replyTo: message.replyTo,
    properties: message.applicationProperties,
    sequenceNumber: '0',
    enqueuedAtMs: 0,
    expiresAtMs: undefined,
  };
}
