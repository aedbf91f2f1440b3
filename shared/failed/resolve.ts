import { parkedName } from '../bodies/parkedBodies.ts';
import type { Clock } from '../clock.ts';
import { problemKey } from '../ledger/problems.ts';
import type { LedgerRow } from '../ledger/row.ts';
import { type FailedDeps, type NotDone, notDone } from './failedJob.ts';

/** How a person closes a job without sending it. */
export const resolutions = ['sent', 'discard'] as const;

/** `sent`: a person saw that it went out. `discard`: nobody needs it any more. */
export type Resolution = (typeof resolutions)[number];

/** Done, or would be done in a dry run. */
export interface Resolved {
  readonly kind: 'resolved';
  readonly state: LedgerRow['state'] | 'conflict';
}

/** What resolving needs. */
export interface ResolveDeps extends FailedDeps {
  readonly clock: Clock;
}

/**
 * Closes a job that waits for a person: row first, then the body, then its entry in the list, so that a crash in between
 * leaves an entry that can be resolved again. Throws `StoreUnavailable`.
 */
export async function resolve(
  jobId: string,
  how: Resolution,
  { dryRun }: { readonly dryRun: boolean },
  deps: ResolveDeps,
): Promise<Resolved | NotDone> {
  const found = await deps.ledger.read(jobId);
  if (!found) return notDone('There is no record of this job.');
  const { row } = found;
  const next = closed(row, how, deps.clock.now());
  if (next.kind === 'notDone') return next;
  if (dryRun) return { kind: 'resolved', state: next.row.state };
  if (next.row !== row && !(await deps.ledger.replace(jobId, found.etag, next.row))) {
    return notDone('The job changed meanwhile. Look at it again.');
  }
  await removeEntry(jobId, deps);
  return { kind: 'resolved', state: next.row.state };
}

/** Removes what was parked beside a job as a conflict. Throws `StoreUnavailable`. */
export async function discardConflicts(
  jobId: string,
  { parked, problems }: FailedDeps,
): Promise<number> {
  const conflicts = (await problems.find(jobId)).filter(({ state }) => state === 'conflict');
  for (const conflict of conflicts) {
    if (conflict.parkedAs !== undefined) await parked.remove(conflict.parkedAs);
    await problems.remove(problemKey(conflict));
  }
  return conflicts.length;
}

type Closed = { readonly kind: 'closed'; readonly row: LedgerRow } | NotDone;

function closed(row: LedgerRow, how: Resolution, nowMs: number): Closed {
  const { state } = row;
  if (how === 'sent') {
    if (state !== 'held')
      return notDone(`The job is ${state}. Only an uncertain job can be told to have been sent.`);
    return {
      kind: 'closed',
      row: { ...row, state: 'sent', text: 'A person found that it went out.' },
    };
  }
  if (state === 'failed' || state === 'held') {
    return { kind: 'closed', row: { ...row, discardedAtMs: nowMs } };
  }
  if (state === 'queued' || state === 'sending' || state === 'uncertain') {
    return notDone(`The job is ${state}: it is still under way.`);
  }
  // Finished: at most an entry is left, of a worker that listed it late.
  return { kind: 'closed', row };
}

async function removeEntry(jobId: string, { parked, problems }: FailedDeps): Promise<void> {
  await parked.remove(parkedName(jobId));
  await problems.remove(jobId);
}
