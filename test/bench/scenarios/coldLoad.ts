import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { columns } from '../../../local/terminal.ts';
import { appRoot } from '../../support/appRoot.ts';
import { apps } from '../contenders/functionsProcess.ts';
import { fixed, median, times } from '../figures/ratios.ts';
import type { Effort, Result } from './scenario.ts';

const roundCount = { quick: 5, usual: 15 } as const;

/**
 * Measures how long Node takes to load the bundles of the functions in a process that has nothing compiled yet, beside the
 * start of an empty Node in the same rounds.
 */
export async function coldLoad({ quick, say }: Effort): Promise<Result> {
  say('cold-load: loading the bundles in new processes ...');
  const empty: number[] = [];
  const loads: number[] = [];
  const rounds = roundCount[quick ? 'quick' : 'usual'];
  const loader = new URL('loadOnce.ts', import.meta.url).pathname;
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now();
    await run(['-e', '0']);
    empty.push(performance.now() - startedAt);
    loads.push(Number(await run([loader, appRoot(apps.mailchute)])));
  }
  const emptyStartMs = median(empty);
  const loadMs = median(loads);
  const figures = { emptyStartMs, loadMs, ratio: loadMs / emptyStartMs };
  const lines = columns(
    [
      ['', 'ms', 'to an empty Node'],
      ['start of an empty Node', fixed(emptyStartMs, 0), times(1)],
      ['load of the functions', fixed(loadMs, 0), times(figures.ratio)],
    ],
    0,
  );
  return { figures, lines };
}

async function run(args: readonly string[]): Promise<string> {
  const env = { ...process.env, NODE_COMPILE_CACHE: '', NODE_OPTIONS: '' };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  return stdout;
}
