import type { Ledger } from '../../shared/ledger/ledger.ts';
import type { LedgerRow } from '../../shared/ledger/row.ts';
import { moved } from '../../shared/ledger/transitions.ts';

/**
 * Cancels a job as docs/protocol.md, section 6, says: one conditional write on none (a tombstone) or `queued`. True only
 * when it is confirmed.
 */
export async function cancel(jobId: string, ledger: Ledger, nowMs: number): Promise<boolean> {
  const found = await ledger.read(jobId);
  if (!found) return (await ledger.insert(jobId, tombstone(nowMs))) !== undefined;
  if (found.row.state !== 'queued') return false;
  const next = moved(found.row, { state: 'cancelled', reason: 'OutcomeUnknown' }); // may be held
  const written = await ledger.replace(jobId, found.etag, next);
  return written?.row.state === 'cancelled';
}

/** For a job that was not met yet: its content is empty, so it stands for any. */
function tombstone(nowMs: number): LedgerRow {
  return {
    state: 'cancelled',
    epoch: 0,
    claim: '',
    attempts: 0,
    dueMs: undefined,
    deadlineMs: nowMs,
    content: '',
    doubt: 'none',
    mailbox: undefined,
    messageId: undefined,
    firstAttemptAtMs: undefined,
    reason: undefined,
    code: undefined,
    text: undefined,
    requestId: undefined,
    producer: undefined,
    enqueuedAtMs: nowMs,
    discardedAtMs: undefined,
    keepUntilMs: undefined,
  };
}
