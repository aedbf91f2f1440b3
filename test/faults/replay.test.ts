import { beforeAll, expect, test } from 'vitest';
import { changedEngine } from './changedEngine.ts';
import { manyRuns } from './manyRuns.ts';
import { mutants } from './mutants.ts';
import { failureText } from './report.ts';
import { type RunResult, runOnce } from './run.ts';
import { shrink } from './shrink.ts';
import type { Engine } from './world.ts';

let mutant: Engine;
let failing: RunResult;

/** Something to replay: the engine itself has no failing run. */
beforeAll(async () => {
  const patches = mutants.find(({ name }) => name === '504 is taken for not sent')?.patches;
  mutant = await changedEngine(patches ?? []);
  const found = await manyRuns(mutant, { runs: 1000, seed: 1, property: 'S1' });
  if (!found.failing) throw new Error('The mutant was not found.');
  failing = found.failing;
});

test('a failing seed replays exactly: decisions, steps, end', async () => {
  const first = await runOnce(mutant, failing.seed, { keepsTrace: true });
  const second = await runOnce(mutant, failing.seed, { keepsTrace: true });

  expect(second).toEqual(first);
  expect(first).toEqual({ ...failing, trace: first.trace });
});

test('the shortest schedule breaks the same property, and no decision of it can be left out', async () => {
  const shortest = await shrink(mutant, failing, 'S1');

  const names = shortest.decisions.map(({ name }) => name);
  const withoutOne = await Promise.all(
    names.map((left) =>
      runOnce(mutant, failing.seed, { only: new Set(names.filter((name) => name !== left)) }),
    ),
  );
  expect(shortest.broken).toContainEqual(expect.stringContaining('S1: accepted'));
  expect(shortest.decisions.length).toBeLessThan(failing.decisions.length);
  expect(withoutOne.flatMap(({ broken }) => broken)).not.toContainEqual(
    expect.stringContaining('S1: '),
  );
});

test('a failure is told with its seed, the schedule and every step with the row after it', async () => {
  const text = failureText(failing, await shrink(mutant, failing, 'S1'));

  expect(text).toContain(`Again: npm run faults -- --replay ${failing.seed}`);
  expect(text).toMatch(/^ +1\. .+: \w+$/m);
  expect(text).toMatch(/\d\d:\d\d:\d\d\.\d{3} {2}Exchange +ACCEPTS.*job-\d: sending/);
});
