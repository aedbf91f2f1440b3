import { columns } from '../../local/terminal.ts';
import type { Problem } from '../../shared/ledger/problems.ts';
import { optionsOnly } from '../arguments.ts';
import type { Connection } from '../connection.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { shownProblemState } from './shownProblem.ts';

/** `mailchute failed list`: every job that needs a person, one a line. */
export async function list(args: readonly string[], connection: Connection): Promise<ExitCode> {
  const options = optionsOnly(args, { json: { type: 'boolean', default: false } });
  const problems: Problem[] = [];
  for await (const problem of connection.stores().problems.list()) problems.push(problem);
  if (options.json) {
    console.log(JSON.stringify(problems));
  } else if (problems.length === 0) {
    console.log('Nothing needs a person.');
  } else {
    const rows = problems.map(({ jobId, state, reason, enqueuedAtMs }) => [
      shownProblemState(state),
      jobId,
      reason,
      new Date(enqueuedAtMs).toISOString(),
    ]);
    console.log(columns([['state', 'job', 'reason', 'enqueued'], ...rows], 0).join('\n'));
  }
  return exitCodes.ok;
}
