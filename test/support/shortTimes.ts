import { times as real } from '../../shared/delivery/times.ts';

/**
 * The times of the protocol in seconds instead of minutes, in the same order of size, built into the functions that crash
 * tests run: a test cannot wait until a dead worker's claim is old enough.
 */
export const times: {
  readonly [Name in keyof typeof real]: (typeof real)[Name] | number | readonly number[];
} = {
  ...real,
  guardMs: 1000,
  httpDeadlineMs: 2000,
  attemptMs: 4000,
  pollsMs: [200, 400, 800, 1500],
  ladderMs: [200, 400, 800],
};

export const patienceMs = 1500;
