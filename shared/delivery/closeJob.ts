import type { Reason } from '../job/reasons.ts';
import type { FoundRow, LedgerRow, State } from '../ledger/row.ts';
import type { DeliverDeps } from './deliverDeps.ts';
import { nextRow } from './nextRow.ts';
import type { Outcome, Progress } from './outcome.ts';
import type { Work } from './work.ts';
import { writeRow } from './writeRow.ts';

/** How a job ends without being sent. The closing rule may make `held` of it. */
export interface Closing {
  readonly state: 'failed' | 'held' | 'expired';
  readonly reason: Reason;
  readonly text: string;
  readonly code?: string | undefined;
  readonly doubt?: LedgerRow['doubt'];
}

/** Writes the end of a job into the ledger. */
export async function closeJob(
  work: Work,
  found: FoundRow | undefined,
  { state, reason, text, code, doubt = 'none' }: Closing,
  deps: Pick<DeliverDeps, 'ledger'>,
): Promise<Progress> {
  const content = await work.content();
  const row = nextRow(work, content, found?.row, {
    state,
    epoch: Math.max(work.epoch, found?.row.epoch ?? 0),
    dueMs: undefined,
    reason,
    code,
    text,
    doubt,
  });
  const written = await writeRow(work.jobId, found, row, deps.ledger);
  return written.kind === 'changed' ? written : ended(written.version.row);
}

/** What is left to do for a job whose row is final; `before` is the state it came from, when this worker changed it. */
export function ended(row: LedgerRow, before?: State): Outcome {
  if (isParked(row.state)) return { kind: 'needsPerson', row };
  return { kind: 'finished', row, wasParked: row.epoch > 0 || isParked(before) };
}

const isParked = (state: State | undefined) => state === 'failed' || state === 'held';
