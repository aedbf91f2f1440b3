import type { Ledger } from '../../shared/ledger/ledger.ts';
import type { LedgerRow } from '../../shared/ledger/row.ts';
import { moved } from '../../shared/ledger/transitions.ts';
import { ledgerRow } from '../support/rows.ts';

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
  return ledgerRow({
    state: 'cancelled',
    claim: '',
    attempts: 0,
    deadlineMs: nowMs,
    content: '',
    enqueuedAtMs: nowMs,
  });
}
