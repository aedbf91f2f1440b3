import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, startBench } from './bench.ts';
import { runCell } from './cell.ts';
import { buildCrashApp } from './crashApp.ts';
import { representativeMatrix } from './matrix.ts';
import { nameOf } from './table.ts';

/* One cell for every step; `npm run crash-matrix` runs the whole matrix and prints it. */

/** A cell that goes wrong takes this long to say so; a right one takes ten seconds. */
const cellWithinMs = 150_000;

let bench: Bench;

beforeAll(async () => {
  await buildCrashApp();
  bench = await startBench();
});

afterAll(() => bench?.close());

const cells = representativeMatrix().map((cell) => [nameOf(cell), cell] as const);

test.concurrent.each(cells)(
  'killed at: %s: every mail is sent once, parked with its reason, held, or expired unsent',
  async (_, cell) => {
    const { faults } = await bench.onLane((lane) => runCell(cell, lane));

    expect(faults).toEqual([]);
  },
  cellWithinMs,
);
