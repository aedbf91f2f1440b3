import { takenEvery, takenLine } from './taken.ts';

/**
 * Built in place of the use case: takes a message and does nothing with it. What is left is what the local host costs, of
 * which nothing runs in the worker process of Azure.
 */
let taken = 0;

/** Says now and then how many came, so that the benchmark knows when it is over. */
export async function handleMessage(): Promise<void> {
  taken += 1;
  if (taken % takenEvery === 0) console.info(`${takenLine} ${taken}`);
}
