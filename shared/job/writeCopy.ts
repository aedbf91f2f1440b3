import { type CopyNumber, copyId } from './copyId.ts';
import type { Job } from './job.ts';
import type { JobMessage, OutgoingMessage } from './message.ts';
import { reservedProperties } from './reserved.ts';
import { asBuffer } from './writeJob.ts';

/** What a copy needs to know of the job besides its message. */
export interface CopyOf {
  readonly job: Job;
  /** `contentOf` the job. */
  readonly content: string;
  /** SHA-256 of the MIME bytes: with it a copy of a claim check can be checked without its blob. Undefined: not read yet. */
  readonly mimeSha256: string | undefined;
}

/**
 * Writes the next wake-up of a job: all properties of the source, the numbers that its id is made of, and no time to live,
 * since a wake-up must not die of it; the worker checks the end of life itself.
 */
export function writeCopy(
  message: JobMessage,
  { job, content, mimeSha256 }: CopyOf,
  number: CopyNumber,
): OutgoingMessage {
  const { timeToLiveEndsMs } = job;
  return {
    body: job.body.kind === 'inline' ? asBuffer(job.body.mime) : Buffer.alloc(0),
    messageId: copyId(job.id, content, number),
    ...(message.contentType !== undefined && { contentType: message.contentType }),
    ...(message.correlationId !== undefined && { correlationId: message.correlationId }),
    ...(message.replyTo !== undefined && { replyTo: message.replyTo }),
    applicationProperties: {
      ...sourceProperties(message.properties),
      ...(job.body.kind === 'blob' && { mimeBlob: job.body.name }),
      ...(job.body.kind === 'blob' && mimeSha256 !== undefined && { mimeSha256 }),
      job: job.id,
      epoch: number.epoch,
      hop: number.hop,
      firstEnqueued: new Date(job.firstEnqueuedMs).toISOString(),
      ...(timeToLiveEndsMs !== undefined && { deadline: new Date(timeToLiveEndsMs).toISOString() }),
      ...(job.sendAgain && { sendAgain: true }),
    },
  };
}

/**
 * The source's own properties, without the numbers of the copy that it may be itself, as the client can write them. It fails
 * on whole numbers that 64 bits do not hold, such as 1e20 from a producer's double, and those above 2^53 have lost digits on
 * their way to us: both travel on as text.
 */
function sourceProperties(
  properties: JobMessage['properties'],
): OutgoingMessage['applicationProperties'] {
  const reserved: readonly string[] = reservedProperties;
  const own = Object.entries(properties).filter(([name]) => !reserved.includes(name));
  const entries = own.map(([name, value]) => {
    const isTooLarge = Number.isInteger(value) && !Number.isSafeInteger(value);
    return [name, isTooLarge ? String(value) : value] as const;
  });
  return Object.fromEntries(entries) as OutgoingMessage['applicationProperties'];
}
