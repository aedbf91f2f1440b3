/**
 * The whole crash matrix, by hand: `npm run crash-matrix -- [--only WORD] [--json]`. A real functions process is killed at
 * every named step of every scenario, with a fast and a slow ledger, started again and drained. Every mail must then be sent
 * once, parked with its reason, held as uncertain, or expired unsent.
 */
import { parseArgs } from 'node:util';
import { startBench } from './bench.ts';
import { type CellResult, runCell } from './cell.ts';
import { buildCrashApp } from './crashApp.ts';
import { type Cell, wholeMatrix } from './matrix.ts';
import { nameOf, shown, table } from './table.ts';

const usage = 'npm run crash-matrix -- [--only WORD] [--json]';

const { only, json } = readArguments();
const cells = wholeMatrix().filter((cell) => nameOf(cell).includes(only));
if (cells.length === 0) {
  console.error(`No step and no scenario has "${only}" in its name.\nUsage: ${usage}`);
  process.exit(2);
}
await buildCrashApp();
const results = await runAll(cells);
if (json) {
  const told = results.map(({ cell, ...rest }) => ({ cell: nameOf(cell), ...rest }));
  console.log(JSON.stringify(told, undefined, 2));
} else {
  console.log(`\n${table(results)}`);
}
const failed = results.filter(({ faults }) => faults.length > 0);
for (const { cell, faults } of failed) {
  console.error(`\nFAILED ${nameOf(cell)}\n  ${faults.join('\n  ')}`);
}
console.error(`\n${results.length - failed.length} of ${results.length} cells are right.`);
process.exitCode = failed.length > 0 ? 1 : 0;

/** Results in the order of the cells; progress on stderr. */
async function runAll(all: readonly Cell[]): Promise<readonly CellResult[]> {
  const bench = await startBench();
  let doneCount = 0;
  try {
    return await Promise.all(
      all.map(async (cell) => {
        const result = await bench.onLane((lane) => runCell(cell, lane));
        doneCount += 1;
        const seconds = (result.tookMs / 1000).toFixed(1);
        console.error(
          `[${doneCount}/${all.length}] ${nameOf(cell)}: ${shown(result)} (${seconds} s)`,
        );
        return result;
      }),
    );
  } finally {
    await bench.close();
  }
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: 'string', default: '' },
        json: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    console.error(`${(error as Error).message}\nUsage: ${usage}`);
    process.exit(2);
  }
}
