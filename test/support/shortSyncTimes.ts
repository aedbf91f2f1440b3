import { syncTimes as real } from '../../shared/senders/sync/times.ts';

/** The times of the sync in seconds instead of minutes, in the same order of size: a test cannot wait for the next minute. */
export const syncTimes: { readonly [Name in keyof typeof real]: number | string } = {
  ...real,
  pollEveryMs: 1000,
  pollSchedule: '* * * * * *',
  fullReadEveryMs: 10_000,
  answerMs: 500,
  ownerMs: 500,
};
