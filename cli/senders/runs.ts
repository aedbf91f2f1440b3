import { columns } from '../../local/terminal.ts';
import type { RunReport } from '../../shared/senders/sync/rows.ts';
import { optionsOnly } from '../arguments.ts';
import type { Connection } from '../connection.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { onTerminal } from '../onTerminal.ts';
import { shownLimits } from './limits.ts';
import { reportNotes, reportView, seconds } from './reportView.ts';

/** `mailchute senders runs`: what the newest runs of the sync did, for who asks why somebody is not in the list. */
export async function runs(args: readonly string[], connection: Connection): Promise<ExitCode> {
  const options = optionsOnly(args, { json: { type: 'boolean', default: false } });
  const reports = await connection.senderTools().store.reports(shownLimits.reports);
  if (options.json) {
    console.log(JSON.stringify(reports.map(reportView)));
    return exitCodes.ok;
  }
  if (reports.length === 0) {
    console.log('No run is on record. "mailchute senders sync" makes one now.');
    return exitCodes.ok;
  }
  console.log(table(reports).join('\n'));
  // Only a full read counts what is no user and which addresses are disputed.
  const telling = [
    reports[0],
    reports.find(({ kind, outcome }) => kind === 'full' && outcome === 'done'),
  ];
  for (const report of new Set(telling)) {
    const notes = report ? reportNotes(report) : [];
    if (report && notes.length > 0) {
      console.log(
        `\n${[`Run of ${new Date(report.startedAtMs).toISOString()}:`, ...notes].join('\n')}`,
      );
    }
  }
  return exitCodes.ok;
}

function table(reports: readonly RunReport[]): readonly string[] {
  const heading = 'started,kind,read,added,changed,removed,disputed,requests,took,outcome';
  const rows = reports.map((report) => [
    new Date(report.startedAtMs).toISOString(),
    report.kind,
    String(report.readCount),
    String(report.addedCount),
    String(report.changedCount),
    String(report.removedCount),
    String(report.disputedCount),
    String(report.requestCount),
    seconds(report.durationMs),
    outcomeWords(report),
  ]);
  return columns([heading.split(','), ...rows], 0);
}

/** The timer makes one row of runs that end without success in the same way. */
function outcomeWords({ outcome, reason, forced, repeatedCount }: RunReport): string {
  const words = reason === undefined ? outcome : `${outcome}: ${onTerminal(reason)}`;
  const times = repeatedCount > 0 ? `, ${repeatedCount + 1} times` : '';
  return `${words}${times}${forced ? ', forced' : ''}`;
}
