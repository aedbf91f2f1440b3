import { setTimeout as sleep } from 'node:timers/promises';
import type { State } from '../../shared/ledger/row.ts';
import { killAt } from './killAt.ts';
import { type Lane, messageCount } from './lane.ts';
import type { Cell } from './matrix.ts';
import { mailCount, mailOf } from './scenarios.ts';
import { verdicts } from './verdicts.ts';

/** What became of the mails of a cell. It is right when there are no faults. */
export interface CellResult {
  readonly cell: Cell;
  /** The end of each mail that was judged right. */
  readonly ends: readonly State[];
  readonly faults: readonly string[];
  readonly tookMs: number;
}

/** Added to every call of a slow ledger. */
const slowLedgerMs = 300;
/** From the restart to the last message: some ten seconds, on a machine that has time. */
const drainWithinMs = 60_000;

let cellCount = 0;

/** Enqueues the mails, lets the process be killed, starts it again, waits until nothing is left to do, and judges. */
export async function runCell(cell: Cell, lane: Lane): Promise<CellResult> {
  const startedAt = performance.now();
  cellCount += 1;
  const jobIds = Array.from({ length: mailCount }, (_, index) => `cell-${cellCount}-${index}`);
  const claimChecks = await enqueue(jobIds, cell, lane);
  const env = { LEDGER_DELAY_MS: cell.ledger === 'slow' ? String(slowLedgerMs) : '0' };

  const killed = await killAt(cell, env, lane);
  const functions = await lane.startFunctions(env);
  const leftCount = await drained(lane);
  await functions.stop();
  if (leftCount > 0) await lane.purge();

  const judged = await verdicts(jobIds, claimChecks, cell.scenario, lane);
  const faults = judged.flatMap((one, index) =>
    one.kind === 'wrong' ? one.faults.map((fault) => `${jobIds[index]}: ${fault}`) : [],
  );
  if (!killed) faults.unshift('the step was not reached');
  if (leftCount > 0) faults.push(`${leftCount} messages were left over`);
  return {
    cell,
    ends: judged.flatMap((one) => (one.kind === 'right' ? [one.end] : [])),
    faults,
    tookMs: performance.now() - startedAt,
  };
}

/** Gives the names of claim checks by job id. */
async function enqueue(
  jobIds: readonly string[],
  { scenario }: Cell,
  lane: Lane,
): Promise<ReadonlyMap<string, string>> {
  const claimChecks = new Map<string, string>();
  for (const id of jobIds) {
    const mail = mailOf(id, scenario);
    const options = {
      id,
      ...scenario.options?.(),
      ...(scenario.tellsOutcome && { replyTo: lane.replyQueue }),
    };
    if (scenario.alwaysInline) {
      await lane.enqueueInline(mail, options);
      continue;
    }
    const claimCheck = await lane.enqueue(mail, options);
    if (claimCheck !== undefined) claimChecks.set(id, claimCheck);
  }
  if (scenario.deadLettered) await lane.deadLetter(jobIds.length);
  return claimChecks;
}

/** Waits until the queue holds nothing; gives how many messages stayed. */
async function drained(lane: Lane): Promise<number> {
  const endAt = performance.now() + drainWithinMs;
  for (;;) {
    const count = messageCount(lane.counts());
    if (count === 0 || performance.now() > endAt) return count;
    await sleep(50);
  }
}
