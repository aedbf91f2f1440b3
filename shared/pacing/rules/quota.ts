import { charge, fitsFrom, type RollingCount, type RollingRule } from './rollingCount.ts';

/** A rolling count and the jobs that wait for room in it, which were given times of their own from `headMs` to `tailMs`. */
export interface Quota {
  readonly count: RollingCount;
  readonly headMs: number;
  readonly tailMs: number;
}

/** A quota of which nothing is used. */
export const unusedQuota: Quota = { count: [], headMs: 0, tailMs: 0 };

/**
 * From when on an amount may be charged, not before `atMs`. Once the time of the first waiting job has come, a newcomer
 * waits behind them all: small mails would take every place that becomes free, and a large one would never go.
 */
export function admittedFrom(
  quota: Quota,
  rule: RollingRule,
  { amount, wasPlanned }: { amount: number; wasPlanned: boolean },
  atMs: number,
): number {
  const fromMs = fitsFrom(quota.count, rule, amount, atMs);
  const isDue = quota.headMs <= atMs && quota.tailMs > atMs;
  return !wasPlanned && isDue ? Math.max(fromMs, quota.tailMs) : fromMs;
}

/** The quota with an amount charged. */
export function charged(quota: Quota, rule: RollingRule, amount: number, atMs: number): Quota {
  return { ...quota, count: charge(quota.count, rule, amount, atMs) };
}

/** Gives a job that must wait a time of its own behind the others that wait; it is the new `tailMs`. */
export function queued(quota: Quota, fromMs: number, intervalMs: number, nowMs: number): Quota {
  return quota.tailMs > nowMs
    ? { ...quota, tailMs: Math.ceil(Math.max(fromMs, quota.tailMs + intervalMs)) }
    : { ...quota, headMs: fromMs, tailMs: fromMs };
}
