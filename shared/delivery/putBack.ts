import type { JobBodies } from '../bodies/jobBodies.ts';
import { contentOf, unreadMime } from '../job/content.ts';
import type { CopyNumber } from '../job/copyId.ts';
import { sha256 } from '../job/jobId.ts';
import { jobLimits } from '../job/limits.ts';
import type { JobMessage } from '../job/message.ts';
import { sizeBytes } from '../job/messageSize.ts';
import { type CopyOf, writeCopy } from '../job/writeCopy.ts';
import type { Queue } from '../queue/queue.ts';
import type { Work } from './work.ts';

/** What putting a copy on the queue needs. */
export interface PutBackDeps {
  readonly queue: Queue;
  readonly bodies: JobBodies;
}

/**
 * Schedules the next wake-up of a job (`atMs` since 1970). Needs no ledger. Only when the queue has taken it may the message
 * be completed. Throws when it did not, and for a message that breaks the contract, of which no copy can be made: then
 * the message itself comes back.
 */
export async function putBack(work: Work, atMs: number, deps: PutBackDeps): Promise<void> {
  const { job, message, epoch, hop } = work;
  if (!job) throw new Error('A message that breaks the contract cannot be put back.');
  const { body } = job;
  const loaded = await work.body().catch(() => undefined); // unread while Blob Storage is down
  const named = body.kind === 'blob' ? body.sha256 : undefined;
  const mimeSha256 = loaded?.kind === 'loaded' ? loaded.sha256 : named;
  const content = contentOf(mimeSha256 ?? unreadMime, job);
  await sendCopy(message, { job, content, mimeSha256 }, { epoch, hop: hop + 1 }, atMs, deps);
}

/** Puts a copy of a job's message on the mail queue. One that its properties made too large takes its body to a claim check. */
export async function sendCopy(
  message: JobMessage,
  of: CopyOf,
  number: CopyNumber,
  atMs: number,
  { queue, bodies }: PutBackDeps,
): Promise<void> {
  const { job, content, mimeSha256 } = of;
  const copy = writeCopy(message, of, number);
  if (job.body.kind === 'blob' || sizeBytes(copy) <= jobLimits.messageBytes) {
    return queue.schedule(copy, atMs);
  }
  const name = `${sha256(job.id)}/${content}`; // of the id itself `..` would be a path
  await bodies.write(name, job.body.mime);
  const body = { kind: 'blob', name, sha256: mimeSha256 } as const;
  return queue.schedule(writeCopy(message, { ...of, job: { ...job, body } }, number), atMs);
}
