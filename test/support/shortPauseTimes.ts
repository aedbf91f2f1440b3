import { pacingTimes as real } from '../../shared/pacing/times.ts';

/** The times of pacing, but a mailbox that is paused is looked at again after seconds: a test cannot wait for the next minute. */
export const pacingTimes: { readonly [Name in keyof typeof real]: (typeof real)[Name] | number } = {
  ...real,
  pausedRecheckMs: 3000,
};
