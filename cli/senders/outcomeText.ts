import { styled } from '../../local/terminal.ts';
import type { RunReport } from '../../shared/senders/sync/rows.ts';
import type { SyncOutcome, SyncWish } from '../../shared/senders/sync/syncSenders.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { differenceLines } from './differenceLines.ts';
import { isoTime } from './personView.ts';
import { reportNotes, reportSummary, reportView } from './reportView.ts';

/** What a person or a script is told of a sync. */
export interface ToldOutcome {
  readonly lines: readonly string[];
  /** For `--json`: the same with every difference. */
  readonly view: object;
  readonly exitCode: ExitCode;
}

/** An outcome of the sync in words, for the wish it came from. */
export function toldOutcome(outcome: SyncOutcome, wish: SyncWish): ToldOutcome {
  const { kind } = outcome;
  const { dryRun } = wish;
  switch (kind) {
    case 'unchanged':
      return { lines: ['Nothing changed.'], view: { kind, dryRun }, exitCode: exitCodes.ok };
    case 'busy': {
      const until = isoTime(outcome.untilMs);
      const line = `Another run holds the list, until ${until} at the latest. Nothing was read or written; try again then.`;
      return { lines: [line], view: { kind, dryRun, until }, exitCode: exitCodes.no };
    }
    case 'waiting': {
      const until = isoTime(outcome.untilMs);
      const line = `The last full read was refused; the timer does not read everything again before ${until}.`;
      return { lines: [line], view: { kind, dryRun, until }, exitCode: exitCodes.no };
    }
    case 'done':
    case 'refused':
    case 'failed':
      return toldRun(kind, outcome, wish);
    default:
      return kind satisfies never;
  }
}

type Run = Extract<SyncOutcome, { readonly report: RunReport }>;

function toldRun(kind: Run['kind'], { report, differences }: Run, wish: SyncWish): ToldOutcome {
  const { dryRun } = wish;
  return {
    lines: [
      ...differenceLines(differences),
      reportSummary(report),
      ...reportNotes(report),
      ...(kind === 'done' ? overruling(wish, report) : []),
      ending(kind, wish),
    ],
    view: { kind, dryRun, report: reportView(report), differences },
    exitCode: exitCodeOf[kind],
  };
}

const exitCodeOf = {
  done: exitCodes.ok,
  refused: exitCodes.no,
  failed: exitCodes.unreachable,
} as const;

function ending(kind: Run['kind'], { dryRun }: SyncWish): string {
  switch (kind) {
    case 'done':
      return dryRun ? 'Dry run: nothing was written.' : 'The list is equal to the group.';
    case 'refused':
      return styled(
        'red',
        dryRun
          ? 'It would be refused. Dry run: nothing was written.'
          : 'Refused: nothing was written.',
      );
    case 'failed':
      return styled('red', 'Failed: the list stays as it was.');
    default:
      return kind satisfies never;
  }
}

/** A run that was forced says so, also when there was nothing to overrule. */
function overruling({ force, dryRun }: SyncWish, report: RunReport): readonly string[] {
  if (!force) return [];
  const { removedCount, addressesRemovedCount } = report;
  if (removedCount + addressesRemovedCount === 0) {
    return ['--force had nothing to overrule: nothing was to be removed.'];
  }
  const verb = dryRun ? 'would remove' : 'removed';
  return [
    `--force overruled the guard against removals (SENDER_MAX_REMOVAL_PERCENT): this run ${verb} ${removedCount} mailboxes and ${addressesRemovedCount} addresses.`,
  ];
}
