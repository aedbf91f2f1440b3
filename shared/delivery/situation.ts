import { isRefusal } from '../job/reasons.ts';
import type { FoundRow, LedgerRow } from '../ledger/row.ts';
import type { DeliverDeps } from './deliverDeps.ts';
import { tooLate } from './endOfLife.ts';
import type { Condition, Kind, Situation } from './table.ts';
import { times } from './times.ts';
import type { Work } from './work.ts';

/** Where a message came from: the queue, or its dead-letter sub-queue. */
export type Source = 'queue' | 'deadLetters';

/** What holds for a job and a message of it now, as the table asks it. Throws `StoreUnavailable`. */
export async function situationOf(
  work: Work,
  source: Source,
  found: FoundRow | undefined,
  deps: Pick<DeliverDeps, 'clock' | 'ledgerRetentionMs' | 'probe'>,
): Promise<Situation> {
  const nowMs = deps.clock.now();
  const row = found?.row;
  const kind = kindOf(work, source, row);
  const facts = new Set<Condition>();
  const note = (condition: Condition, holds: boolean) => holds && facts.add(condition);

  const content = row === undefined || row.content === '' ? '' : await work.content();
  note('otherContent', content !== '' && content !== row?.content);
  const recordsSinceMs = nowMs - (deps.ledgerRetentionMs - times.enqueueAgainMs);
  note('gone', work.firstEnqueuedMs < recordsSinceMs || (row === undefined && work.epoch > 0));
  const late = tooLate(work, nowMs) !== undefined;
  note('late', late);
  note('sendAgain', work.job?.sendAgain === true && !late);
  note('young', found !== undefined && found.ageMs < times.attemptMs);
  note('notItsTurn', row?.dueMs !== undefined && nowMs < row.dueMs);
  note('discarded', row?.discardedAtMs !== undefined);
  note('cannotLook', row?.doubt === 'unproved' && !(await deps.probe.absenceProves()));
  note('broken', mayClaim(row, kind) && isRefusal(await work.mail()));
  return { row: row?.state ?? 'none', kind, facts };
}

function kindOf({ epoch }: Work, source: Source, row: LedgerRow | undefined): Kind {
  const dead = source === 'deadLetters';
  const ahead = epoch - (row?.epoch ?? epoch);
  if (ahead === 0) return dead ? 'deadLetter' : 'wakeUp';
  if (ahead === 1) return dead ? 'deadReplay' : 'replay';
  return ahead < 0 ? 'earlier' : 'later';
}

/** Only where the table may claim is the mail looked at: a finished job's claim check may be gone for good reason. */
function mayClaim(row: LedgerRow | undefined, kind: Kind): boolean {
  if (row === undefined || row.state === 'queued') return kind === 'wakeUp';
  return row.state === 'failed' && kind === 'replay';
}
