import type { LedgerRow } from '../../shared/ledger/row.ts';

/** A ledger row with plausible values, changed where a test cares. */
export function ledgerRow(change: Partial<LedgerRow> = {}): LedgerRow {
  return {
    state: 'sending',
    epoch: 0,
    claim: 'a3c0a1c6-9d0f-4c39-8f0b-8d8f3c1f2b11',
    attempts: 1,
    dueMs: undefined,
    deadlineMs: Date.UTC(2027, 0, 1),
    content: 'c'.repeat(64),
    doubt: 'none',
    mailbox: undefined,
    messageId: undefined,
    firstAttemptAtMs: undefined,
    reason: undefined,
    code: undefined,
    text: undefined,
    requestId: undefined,
    producer: undefined,
    enqueuedAtMs: Date.UTC(2026, 10, 21),
    discardedAtMs: undefined,
    keepUntilMs: undefined,
    ...change,
  };
}
