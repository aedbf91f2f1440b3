import type { FoundRow } from '../ledger/row.ts';
import { attempt } from './attempt.ts';
import { closeJob } from './closeJob.ts';
import type { DeliverDeps, Progress } from './deliver.ts';
import { tooLate } from './endOfLife.ts';
import type { Work } from './work.ts';

/**
 * A job in doubt: an attempt has no answer that proves anything, and the mailbox cannot be searched. By setting it is held
 * for a person, or sent again with doubt `unproved`, which lists it as a possible double. Too late, it is always held.
 */
export async function reconcile(
  work: Work,
  found: FoundRow | undefined,
  deps: DeliverDeps,
): Promise<Progress> {
  const hold = deps.onUncertain === 'hold' || tooLate(work, deps.clock.now()) !== undefined;
  if (!hold) return attempt(work, found, 'unproved', deps);
  return closeJob(work, found, { state: 'held', ...outcomeUnknown }, deps);
}

/** Why a job is held after an attempt without an answer. */
export const outcomeUnknown = {
  reason: 'OutcomeUnknown',
  text: 'An attempt to send ended without an answer that proves anything. Look into Sent Items of the mailbox for the Message-ID, then decide.',
} as const;
