import type { LedgerRow, State } from '../ledger/row.ts';
import { closing, greaterDoubt, legalTransitions, moved } from '../ledger/transitions.ts';
import type { Work } from './work.ts';

/** What changes with a transition. */
export type RowChange = Partial<LedgerRow> & { readonly state: State };

/** The row that a transition leads to, from the row that was found or from none. Throws on one the protocol does not have. */
export function nextRow(
  work: Work,
  content: string,
  row: LedgerRow | undefined,
  change: RowChange,
): LedgerRow {
  if (row) return moved(row, change);
  const state = closing(change.state, greaterDoubt('none', change.doubt ?? 'none'));
  if (!legalTransitions.none.includes(state)) {
    throw new Error(`The ledger has no transition from no row to ${state}.`);
  }
  return { ...newRow(work, content), ...change, state };
}

function newRow(work: Work, content: string): Omit<LedgerRow, 'state'> {
  return {
    epoch: work.epoch,
    claim: '',
    attempts: 0,
    dueMs: undefined,
    deadlineMs: work.deadlineMs,
    content,
    doubt: 'none',
    mailbox: undefined,
    messageId: undefined,
    firstAttemptAtMs: undefined,
    reason: undefined,
    code: undefined,
    text: undefined,
    requestId: undefined,
    producer: work.producer,
    enqueuedAtMs: work.firstEnqueuedMs,
    discardedAtMs: undefined,
    keepUntilMs: undefined,
  };
}
