import { progress } from '../../local/progress.ts';
import { replay } from '../../shared/failed/replay.ts';
import { parseOptions } from '../arguments.ts';
import type { Connection } from '../connection.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { UsageError } from '../usageError.ts';

/**
 * `mailchute failed replay ID... | --all | --reason R`: orders failed and uncertain jobs again. A failed job is sent; an
 * uncertain one is looked for first, and never sent blindly.
 */
export async function replayJobs(
  args: readonly string[],
  connection: Connection,
): Promise<ExitCode> {
  const { values: ids, options } = parseOptions(args, {
    all: { type: 'boolean', default: false },
    reason: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  const stores = connection.stores();
  const { all, reason, json } = options;
  const dryRun = options['dry-run'];
  if ((ids.length > 0 ? 1 : 0) + (all ? 1 : 0) + (reason === undefined ? 0 : 1) !== 1) {
    throw new UsageError('Name job ids, or --all, or --reason CODE: one of the three.');
  }
  const chosen = ids.length > 0 ? ids : await idsOf(connection, reason);
  const step = progress(chosen.length, 'replayed');
  let refusedCount = 0;
  for (const id of chosen) {
    const done = await replay(id, { sendAgain: false, dryRun }, stores);
    step();
    if (done.kind === 'notDone') refusedCount += 1;
    console.log(
      json ? JSON.stringify({ id, dryRun, ...done }) : `${id}  ${sentence(done, dryRun)}`,
    );
  }
  if (!json && chosen.length === 0) console.log('Nothing to replay.');
  return refusedCount > 0 ? exitCodes.no : exitCodes.ok;
}

async function idsOf(connection: Connection, reason: string | undefined): Promise<string[]> {
  const ids: string[] = [];
  for await (const problem of connection.stores().problems.list()) {
    const replayable = problem.state === 'failed' || problem.state === 'held';
    if (replayable && (reason === undefined || problem.reason === reason)) ids.push(problem.jobId);
  }
  return ids;
}

function sentence(done: Awaited<ReturnType<typeof replay>>, dryRun: boolean): string {
  if (done.kind === 'notDone') return `not replayed: ${done.text}`;
  const what = done.searchesFirst ? 'be looked for in its mailbox' : 'be sent';
  return dryRun
    ? `would ${what} (replay ${done.epoch})`
    : `ordered: it will ${what} (replay ${done.epoch})`;
}
