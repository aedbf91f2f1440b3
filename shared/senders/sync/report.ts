import type { Difference } from './personDifference.ts';
import type { RunReport } from './rows.ts';
import type { Plan, Run } from './run.ts';
import type { SenderStore } from './senderStore.ts';
import { syncTimes } from './times.ts';

/** How a run ended. */
export interface RunEnd {
  readonly kind: RunReport['kind'];
  readonly outcome: RunReport['outcome'];
  readonly reason?: string;
  readonly text?: string;
  /** Undefined: the run did not get so far. */
  readonly plan?: Plan | undefined;
}

/** What one run did. A run that wrote nothing counts what it would have changed. */
export function reportOf(run: Run, { kind, outcome, reason, text, plan }: RunEnd): RunReport {
  const { difference } = plan ?? {};
  const differences = difference?.differences ?? [];
  const changes = Map.groupBy(differences, ({ change }) => change);
  const countOf = (change: Difference['change']) => changes.get(change)?.length ?? 0;
  const writes = outcome === 'done' && !run.wish.dryRun ? difference : undefined;
  return {
    runId: run.runId,
    startedAtMs: run.startedAtMs,
    kind,
    outcome,
    reason,
    text,
    repeatedCount: 0,
    forced: run.wish.force,
    readCount: plan?.readCount ?? 0,
    othersCount: plan?.othersCount ?? 0,
    addedCount: countOf('added') + countOf('returned'),
    changedCount: countOf('changed'),
    removedCount: countOf('removed'),
    addressesAddedCount: sum(differences, ({ addressesAdded }) => addressesAdded.length),
    addressesRemovedCount: sum(differences, ({ addressesRemoved }) => addressesRemoved.length),
    disputedCount: difference?.disputedCount ?? 0,
    managersRead: plan?.managersRead ?? false,
    requestCount: run.reader.requestCount(),
    writtenCount: writes ? writes.rows.length + writes.people.length : 0,
    durationMs: Math.max(0, run.clock.now() - run.startedAtMs),
  };
}

/**
 * Keeps a report. The timer comes every minute, so a run that ended without success in the very same way as the one before
 * is counted in its row.
 */
export async function keepReport(
  report: RunReport,
  store: Pick<SenderStore, 'reports' | 'writeReport'>,
): Promise<void> {
  const [newest] = report.outcome === 'done' ? [] : await store.reports(1);
  if (newest && isSame(newest, report)) {
    await store.writeReport({ ...newest, repeatedCount: newest.repeatedCount + 1 });
  } else {
    await store.writeReport(report);
  }
}

/** The text has the counts. */
function isSame(newest: RunReport, report: RunReport): boolean {
  const { kind, outcome, reason, text, forced, startedAtMs } = report;
  return (
    newest.kind === kind &&
    newest.outcome === outcome &&
    newest.reason === reason &&
    newest.text === text &&
    newest.forced === forced &&
    startedAtMs - newest.startedAtMs < syncTimes.sameReportMs
  );
}

function sum<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((total, item) => total + count(item), 0);
}
