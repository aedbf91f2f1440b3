import type { JobBodies } from '../bodies/jobBodies.ts';
import { contentOf, unreadMime } from '../job/content.ts';
import { jobLimits } from '../job/limits.ts';
import { sizeBytes } from '../job/messageSize.ts';
import { writeCopy } from '../job/writeCopy.ts';
import type { Queue } from '../queue/queue.ts';
import type { Work } from './work.ts';

/** What putting back needs. */
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
  const loaded = await work.body().catch(() => undefined); // unread while Blob Storage is down
  const mimeSha256 =
    loaded?.kind === 'loaded'
      ? loaded.sha256
      : job.body.kind === 'blob'
        ? job.body.sha256
        : undefined;
  const content = contentOf(mimeSha256 ?? unreadMime, job);
  const number = { epoch, hop: hop + 1 };
  const copy = writeCopy(message, { job, content, mimeSha256 }, number);
  if (sizeBytes(copy) <= jobLimits.messageBytes || job.body.kind === 'blob') {
    return deps.queue.schedule(copy, atMs);
  }
  // The added properties made it too large for the queue: its body becomes a claim check.
  const name = `${job.id}/${content}`;
  await deps.bodies.write(name, job.body.mime);
  const body = { kind: 'blob', name, sha256: mimeSha256 } as const;
  return deps.queue.schedule(
    writeCopy(message, { job: { ...job, body }, content, mimeSha256 }, number),
    atMs,
  );
}
