import { contentOf } from '../../shared/job/content.ts';
import { sha256 } from '../../shared/job/jobId.ts';
import type { JobMessage, OutgoingMessage } from '../../shared/job/message.ts';
import { type ContractSettings, readJob } from '../../shared/job/readJob.ts';
import { writeJob } from '../../shared/job/writeJob.ts';
import type { FaultPlan } from './faultPlan.ts';

/** What is unusual about a job. */
export type Feature = keyof typeof features;

const features = {
  claimCheck: 2,
  claimCheckWithoutHash: 1,
  blobMissing: 1,
  noMessageId: 1,
  /** Just below the size limit: the properties of a copy make it too large. */
  large: 0.3,
  /** A property breaks the contract. */
  broken: 2,
  unknownSender: 1,
  notAfter: 2,
  timeToLive: 2,
  /** An older mail in the mailbox has the same Message-ID. */
  olderMail: 1,
  /** Enqueued so long ago that its record, of a mail that went out, was purged. */
  recordGone: 1,
};

/** One job of a run. */
export interface RunJob {
  readonly id: string;
  readonly feature: Feature | undefined;
  readonly replyTo: string | undefined;
  /** Milliseconds from its enqueueing to its end, for the features that have one. */
  readonly endsAfterMs: number;
}

/** One mail under a job's id. A second content comes from a producer that uses the id twice. */
export interface RunMail {
  readonly message: OutgoingMessage;
  readonly mime: Buffer;
  /** Where the producer uploads it before enqueueing. */
  readonly blob: string | undefined;
}

/** The address that may send. */
export const sender = 'billing@contoso.example';
/** What runs take from the settings for the contract. */
export const contract: ContractSettings = { replyQueues: ['replies'] };

/** A job as the plan wants it. */
export function planJob(number: number, plan: FaultPlan): RunJob {
  const id = `job-${number}`;
  return {
    id,
    feature: plan.choose(`feature of ${id}`, 0.4, features),
    replyTo: plan.happens(`${id} wants its outcome told`, 0.5) ? 'replies' : undefined,
    endsAfterMs: plan.spreadMs(`${id} ends`, 1000, 3_600_000),
  };
}

/** The mail of one content of a job as its producer enqueues it; the same each time. `startMs`: when the run began. */
export function mailOf(job: RunJob, content: 'a' | 'b', startMs: number): RunMail {
  const { id, feature, replyTo, endsAfterMs } = job;
  const mime = mimeOf(job, content);
  const inBlob =
    feature === 'claimCheck' || feature === 'claimCheckWithoutHash' || feature === 'blobMissing';
  const blob = inBlob ? blobOf(job, content) : undefined;
  const hash = feature === 'claimCheckWithoutHash' ? undefined : sha256(mime);
  const message = writeJob({
    id,
    body: blob ? { kind: 'blob', name: blob, sha256: hash } : { kind: 'inline', mime },
    ...(replyTo && { replyTo }),
    ...(feature === 'notAfter' && { notAfter: new Date(startMs + endsAfterMs) }),
    ...(feature === 'timeToLive' && { timeToLiveMs: endsAfterMs }),
  });
  const applicationProperties = { ...message.applicationProperties, priority: 'urgent' };
  return {
    message: feature === 'broken' ? { ...message, applicationProperties } : message,
    mime,
    blob: feature === 'blobMissing' ? undefined : blob,
  };
}

/** The name of the blob that a claim check of this job names. */
export function blobOf({ id }: RunJob, content: 'a' | 'b'): string {
  return `${id}/${content}.eml`;
}

/** The content that the ledger is to know this mail by. */
export function contentOfMail(received: JobMessage, mime: Buffer): string {
  const read = readJob(received, contract);
  return read.kind === 'refused' ? read.content : contentOf(sha256(mime), read.job);
}

function mimeOf({ id, feature }: RunJob, content: string): Buffer {
  const from = feature === 'unknownSender' ? 'nobody@contoso.example' : sender;
  const lines = [
    `From: ${from}`,
    'To: ann@fabrikam.example',
    ...(feature === 'noMessageId' ? [] : [`Message-ID: <${id}.${content}@contoso.example>`]),
    `X-Job: ${id}`,
    `X-Content: ${content}`,
    '',
    feature === 'large' ? `${content}`.repeat(260_800) : `Mail ${content}.`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}
