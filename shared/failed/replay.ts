import type { JobBodies } from '../bodies/jobBodies.ts';
import type { ParkedMail } from '../bodies/parkedBodies.ts';
import type { Clock } from '../clock.ts';
import { sendCopy } from '../delivery/putBack.ts';
import { contentOf, unreadMime } from '../job/content.ts';
import type { Job } from '../job/job.ts';
import { sha256 } from '../job/jobId.ts';
import type { JobMessage } from '../job/message.ts';
import { type ContractSettings, readJob } from '../job/readJob.ts';
import type { Queue } from '../queue/queue.ts';
import { type FailedDeps, findFailedJob, type NotDone, notDone } from './failedJob.ts';

/** What ordering a replay needs. */
export interface ReplayDeps extends Pick<FailedDeps, 'ledger' | 'parked'> {
  readonly queue: Queue;
  readonly bodies: JobBodies;
  readonly contract: ContractSettings;
  readonly clock: Clock;
}

/** How a replay is ordered. */
export interface ReplayOrder {
  /** Send a held job again whatever became of its earlier attempts. Otherwise a held job is only looked for. */
  readonly sendAgain: boolean;
  /** Only say what would be done. */
  readonly dryRun: boolean;
}

/** A replay was ordered, as the so-manieth of its job. */
export interface Ordered {
  readonly kind: 'ordered';
  readonly epoch: number;
  /** A held job without the order to send it again: the mailbox is searched, and nothing is sent blindly. */
  readonly searchesFirst: boolean;
}

/**
 * Orders the replay of a failed or held job. Writes no row and removes no body: the copy of the next epoch is the order, and
 * the worker makes the transition, so ordering twice or after a crash sends once. Throws `StoreUnavailable`.
 */
export async function replay(
  jobId: string,
  { sendAgain, dryRun }: ReplayOrder,
  deps: ReplayDeps,
): Promise<Ordered | NotDone> {
  const failed = await findFailedJob(jobId, deps);
  if (failed.kind === 'notDone') return failed;
  const { row } = failed.found;
  const message = asEnqueued(failed.mail);
  const read = readJob(message, deps.contract);
  if (read.kind === 'refused') {
    return notDone(
      `The message itself breaks the contract (${read.reason}), so every replay would fail. ${read.text}`,
    );
  }
  const epoch = row.epoch + 1;
  const searchesFirst = row.state === 'held' && !sendAgain;
  if (dryRun) return { kind: 'ordered', epoch, searchesFirst };

  await restoreClaimCheck(failed.mail, deps);
  const mimeSha256 = parkedHash(failed.mail, read.job);
  // A replay renews the lifetime and the time to live, never notAfter.
  const nowMs = deps.clock.now();
  const job = {
    ...read.job,
    id: jobId,
    epoch,
    firstEnqueuedMs: nowMs,
    timeToLiveEndsMs: undefined,
    sendAgain: sendAgain && row.state === 'held',
  };
  const content = contentOf(mimeSha256 ?? unreadMime, job);
  await sendCopy(message, { job, content, mimeSha256 }, { epoch, hop: 0 }, nowMs, deps);
  return { kind: 'ordered', epoch, searchesFirst };
}

/** The message as it was: with a claim check its body is the blob's, not the parked copy. */
function asEnqueued({ mime, message }: ParkedMail): JobMessage {
  const inBlob = message.properties['mimeBlob'] !== undefined;
  return { ...message, body: inBlob ? Buffer.alloc(0) : mime };
}

/** The hash of the mail as far as it is known: nothing was parked of a claim check whose blob was missing. */
function parkedHash({ mime }: ParkedMail, { body }: Job): string | undefined {
  if (body.kind === 'inline') return sha256(body.mime);
  return mime.length > 0 ? sha256(mime) : body.sha256;
}

/** The blob may be gone by a lifecycle rule while the parked body is still there. */
async function restoreClaimCheck(
  { mime, message }: ParkedMail,
  { bodies }: Pick<ReplayDeps, 'bodies'>,
): Promise<void> {
  const name = message.properties['mimeBlob'];
  if (typeof name !== 'string' || mime.length === 0) return;
  if ((await bodies.read(name)).kind === 'refused') await bodies.write(name, mime);
}
