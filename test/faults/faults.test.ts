import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import * as engine from './engine.ts';
import { manyRuns } from './manyRuns.ts';
import { failureText } from './report.ts';
import { shrink } from './shrink.ts';

const run = promisify(execFile);

test('300 runs among failing services lose no mail and send none twice unnamed', async () => {
  const { failing } = await manyRuns(engine, { runs: 300, seed: 20_261_121 });

  const told = failing && failureText(failing, await shrink(engine, failing));
  expect(told).toBeUndefined();
});

test('the command runs the same schedules in a process of its own and tells its figures as JSON', async () => {
  const here = await manyRuns(engine, { runs: 20, seed: 7 });

  const main = join(import.meta.dirname, 'main.ts');
  const { stdout } = await run(process.execPath, [main, '--runs', '20', '--seed', '7', '--json']);

  const { runCount, eventCount } = JSON.parse(stdout);
  expect({ runCount, eventCount }).toEqual({ runCount: 20, eventCount: here.eventCount });
});
