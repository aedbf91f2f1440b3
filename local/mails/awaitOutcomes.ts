import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger } from '../../shared/ledger/ledger.ts';
import type { LedgerRow, State } from '../../shared/ledger/row.ts';

const finalStates: readonly State[] = ['sent', 'failed', 'held', 'cancelled', 'expired'];
const lookEveryMs = 100;

/**
 * Looks into the ledger until every job has its end, or `withinMs` have passed. Gives what is known of each job by then;
 * `onEnd` is called whenever one ends.
 */
export async function awaitOutcomes(
  jobIds: readonly string[],
  ledger: Ledger,
  { withinMs, onEnd }: { readonly withinMs: number; readonly onEnd?: () => void },
): Promise<ReadonlyMap<string, LedgerRow>> {
  const rows = new Map<string, LedgerRow>();
  const open = new Set(jobIds);
  const endAt = performance.now() + withinMs;
  while (open.size > 0 && performance.now() < endAt) {
    for (const jobId of open) {
      const row = (await ledger.read(jobId))?.row;
      if (!row) continue;
      rows.set(jobId, row);
      if (!finalStates.includes(row.state)) continue;
      open.delete(jobId);
      onEnd?.();
    }
    if (open.size > 0) await sleep(lookEveryMs);
  }
  return rows;
}
