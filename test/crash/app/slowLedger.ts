import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger } from '../../../shared/ledger/ledger.ts';

/** A ledger of which every call takes so much longer: half of it on the way there, half on the way back. */
export function slowLedger(ledger: Ledger, delayMs: number): Ledger {
  if (delayMs === 0) return ledger;
  const slowly = async <T>(call: () => Promise<T>): Promise<T> => {
    await sleep(delayMs / 2);
    const answer = await call();
    await sleep(delayMs / 2);
    return answer;
  };
  return {
    read: (jobId) => slowly(() => ledger.read(jobId)),
    insert: (jobId, row) => slowly(() => ledger.insert(jobId, row)),
    replace: (jobId, etag, row) => slowly(() => ledger.replace(jobId, etag, row)),
  };
}
