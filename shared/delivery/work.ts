import type { JobBodies } from '../bodies/jobBodies.ts';
import { contentOf } from '../job/content.ts';
import type { Job } from '../job/job.ts';
import type { JobMessage } from '../job/message.ts';
import { type ContractSettings, type RefusedJob, readJob } from '../job/readJob.ts';
import { isRefusal, type Refusal } from '../job/reasons.ts';
import type { JobMark } from '../maillog/mailLog.ts';
import { type LoadedBody, loadBody } from './loadBody.ts';
import { type MailRights, type NotYet, type SendableMail, sendableMail } from './sendableMail.ts';

/** One message of a job, and what is known of the job from it. What costs a request is fetched when asked for, once. */
export interface Work extends JobMark {
  readonly message: JobMessage;
  /** Undefined when the message breaks the contract. */
  readonly job: Job | undefined;
  readonly firstEnqueuedMs: number;
  /** End of life, milliseconds since 1970: lifetime, time to live; `notAfter` apart, since a replay does not renew it. */
  readonly deadlineMs: number;
  readonly notAfterMs: number | undefined;
  readonly producer: string | undefined;
  /** The MIME as it came, or why there is none. */
  readonly body: () => Promise<LoadedBody | Refusal>;
  /** What makes the job this mail; empty when its claim check cannot be read. */
  readonly content: () => Promise<string>;
  /** The mail as it would be sent, or why it never can, or cannot now. */
  readonly mail: () => Promise<SendableMail | Refusal | NotYet>;
}

/** What reading work needs. */
export interface WorkDeps extends MailRights {
  readonly bodies: JobBodies;
  readonly contract: ContractSettings;
  readonly jobLifetimeMs: number;
}

/** Reads a message as work. Its functions throw `StoreUnavailable`. */
export function readWork(message: JobMessage, deps: WorkDeps): Work {
  const read = readJob(message, deps.contract);
  return read.kind === 'job'
    ? workOfJob(message, read.job, deps)
    : workOfRefusal(message, read, deps);
}

function workOfJob(message: JobMessage, job: Job, deps: WorkDeps): Work {
  const body = once(() => loadBody(job.body, deps.bodies));
  const lifetimeEndsMs = job.firstEnqueuedMs + deps.jobLifetimeMs;
  return {
    message,
    job,
    jobId: job.id,
    epoch: job.epoch,
    hop: job.hop,
    firstEnqueuedMs: job.firstEnqueuedMs,
    deadlineMs: Math.min(lifetimeEndsMs, job.timeToLiveEndsMs ?? lifetimeEndsMs),
    notAfterMs: job.notAfterMs,
    producer: job.producer,
    body,
    content: once(async () => {
      if (job.body.kind === 'blob' && job.body.sha256) return contentOf(job.body.sha256, job);
      const loaded = await body();
      return isRefusal(loaded) ? '' : contentOf(loaded.sha256, job);
    }),
    mail: once(async () => {
      const loaded = await body();
      return isRefusal(loaded) ? loaded : sendableMail(job, loaded.mime, deps);
    }),
  };
}

function workOfRefusal(message: JobMessage, refusal: RefusedJob, deps: WorkDeps): Work {
  return {
    message,
    job: undefined,
    jobId: refusal.jobId,
    epoch: 0,
    hop: 0,
    firstEnqueuedMs: refusal.firstEnqueuedMs,
    deadlineMs: refusal.firstEnqueuedMs + deps.jobLifetimeMs,
    notAfterMs: undefined,
    producer: undefined,
    body: async () => refusal,
    content: async () => refusal.content,
    mail: async () => refusal,
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
