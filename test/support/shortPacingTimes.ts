import { pacingTimes as real } from '../../shared/pacing/times.ts';

/**
 * The times of slots in seconds instead of minutes, in the same order of size and beyond those of `shortTimes.ts`: a test cannot
 * wait until the slots of a killed process are free.
 */
export const pacingTimes: {
  readonly [Name in keyof typeof real]: (typeof real)[Name] | number | object;
} = {
  ...real,
  slotCoversMs: 4000,
  slotLeaseMs: 6500,
  slotRenewMs: 5000,
  slotIdleMs: 100,
  slotTurnMs: 1000,
  wantedMs: 1000,
  askAgainMs: 100,
  lookMs: 300,
  blindMs: 1500,
  retryMs: 200,
  guardMs: 1000,
  noSlotMs: { least: 500, most: 2000 },
};
