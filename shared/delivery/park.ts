import { type ParkedBodies, parkedName } from '../bodies/parkedBodies.ts';
import type { Refusal } from '../job/reasons.ts';
import type { Problems } from '../ledger/problems.ts';
import type { LedgerRow } from '../ledger/row.ts';
import type { Work } from './work.ts';

/** Where parking writes. */
export interface ParkDeps {
  readonly parked: ParkedBodies;
  readonly problems: Problems;
}

/**
 * Parks a job that needs a person: its body, then its entry in the list, so that everything listed can be replayed. The row is
 * written before; whoever finds it parks again, which changes nothing. Throws `StoreUnavailable`.
 */
export async function park(work: Work, row: LedgerRow, deps: ParkDeps): Promise<void> {
  const parkedAs = parkedName(work.jobId);
  await parkBody(work, parkedAs, deps);
  await deps.problems.add({
    jobId: work.jobId,
    state: row.state === 'held' ? 'held' : 'failed',
    reason: row.reason ?? 'OutcomeUnknown',
    text: row.text ?? '',
    parkedAs,
    enqueuedAtMs: row.enqueuedAtMs,
  });
}

/** Parks another content that came under a used id, beside the job and without touching its row. Throws `StoreUnavailable`. */
export async function parkBeside(
  work: Work,
  { reason, text }: Refusal,
  deps: ParkDeps,
): Promise<void> {
  const parkedAs = parkedName(work.jobId, await work.content());
  await parkBody(work, parkedAs, deps);
  const { jobId, firstEnqueuedMs: enqueuedAtMs } = work;
  await deps.problems.add({ jobId, state: 'conflict', reason, text, parkedAs, enqueuedAtMs });
}

/** The body as it came, or nothing where its claim check is missing: the message names it, and stays. */
async function parkBody(work: Work, name: string, { parked }: ParkDeps): Promise<void> {
  const { body: raw, ...message } = work.message;
  const loaded = await work.body();
  await parked.park(name, { mime: loaded.kind === 'loaded' ? loaded.mime : raw, message });
}
