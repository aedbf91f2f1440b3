import { type RunResult, runOnce } from './run.ts';
import { seedOfRun } from './seededRandom.ts';
import type { Engine } from './world.ts';

/** Which runs. */
export interface RunsWish {
  readonly runs: number;
  /** Decides the seeds of all runs. */
  readonly seed: number;
  /** Look only for a break of this property, such as `S1`; any, if left out. */
  readonly property?: string;
  /** Called after each run. */
  readonly onRun?: (done: number) => void;
}

/** What came of many runs. */
export interface ManyRuns {
  readonly runCount: number;
  readonly eventCount: number;
  /** How often each kind of leftover was seen. */
  readonly leftovers: Readonly<Record<string, number>>;
  /** The first run that broke something; then no more were made. */
  readonly failing: RunResult | undefined;
}

/** Makes runs until one breaks something or all are done. */
export async function manyRuns(
  engine: Engine,
  { runs, seed, property = '', onRun }: RunsWish,
): Promise<ManyRuns> {
  const leftovers: Record<string, number> = {};
  let eventCount = 0;
  for (let run = 0; run < runs; run++) {
    const result = await runOnce(engine, seedOfRun(seed, run));
    eventCount += result.eventCount;
    for (const one of result.leftovers) leftovers[one] = (leftovers[one] ?? 0) + 1;
    if (result.broken.some((one) => one.startsWith(property))) {
      return { runCount: run + 1, eventCount, leftovers, failing: result };
    }
    onRun?.(run + 1);
  }
  return { runCount: runs, eventCount, leftovers, failing: undefined };
}
