import { DirectoryUnreadable } from './groupReader.ts';
import type { SyncOutcome } from './outcome.ts';
import { keepReport, type RunEnd, reportOf } from './report.ts';
import type { RunReport } from './rows.ts';
import type { Run } from './run.ts';
import { LockLost } from './senderStore.ts';

/** Ends a run: makes its report, and keeps it unless it was a dry run. Throws `StoreUnavailable`. */
export async function ended(run: Run, end: RunEnd): Promise<SyncOutcome> {
  const report = reportOf(run, end);
  if (!run.wish.dryRun) await keepReport(report, run.store);
  return { kind: end.outcome, report, differences: end.plan?.difference.differences ?? [] };
}

/** Does a run; what Entra does not tell, and a lock that was lost, end it as failed. Every other error is a fault. */
export async function endingFailures(
  run: Run,
  kind: RunReport['kind'],
  work: () => Promise<SyncOutcome>,
): Promise<SyncOutcome> {
  try {
    return await work();
  } catch (error) {
    const outcome = 'failed';
    if (error instanceof DirectoryUnreadable) {
      return ended(run, { kind, outcome, reason: error.code, text: error.message });
    }
    if (error instanceof LockLost) {
      const text = `${error.message} Nothing of this run counts; the next one begins anew.`;
      return ended(run, { kind, outcome, reason: error.name, text });
    }
    throw error;
  }
}
