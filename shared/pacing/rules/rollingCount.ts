import { pacingTimes } from '../times.ts';

/** How an amount is counted: how much in which time, in steps of which length. */
export interface RollingRule {
  readonly limit: number;
  readonly windowMs: number;
  readonly stepMs: number;
}

/** Amounts by step: the number of the step since 1970, and what was charged in it; in order. */
export type RollingCount = readonly (readonly [step: number, amount: number])[];

/** A step counts until all of it, and the latest request granted in it, is out of the window. */
const endMs = (step: number, { windowMs, stepMs }: RollingRule) =>
  (step + 1) * stepMs + pacingTimes.tokenLateMs + windowMs;

/** What still counts at a time. */
export function recentCount(count: RollingCount, rule: RollingRule, nowMs: number): RollingCount {
  const oldest = count[0];
  if (oldest === undefined || endMs(oldest[0], rule) > nowMs) return count;
  return count.filter(([step]) => endMs(step, rule) > nowMs);
}

/** How much was charged within the window that ends at a time. */
export function usedAmount(count: RollingCount, rule: RollingRule, nowMs: number): number {
  return recentCount(count, rule, nowMs).reduce((sum, [, amount]) => sum + amount, 0);
}

/** Adds an amount that counts from a time on. */
export function charge(
  count: RollingCount,
  rule: RollingRule,
  amount: number,
  atMs: number,
): RollingCount {
  const step = Math.floor(atMs / rule.stepMs);
  const others = count.filter(([other]) => other !== step);
  const before = count.find(([other]) => other === step)?.[1] ?? 0;
  return [...others, [step, before + amount] as const].sort(([a], [b]) => a - b);
}

/**
 * From when on an amount fits into the window, not before `atMs`. More than the whole limit fits into an empty window: it
 * could never go otherwise.
 */
export function fitsFrom(
  count: RollingCount,
  rule: RollingRule,
  amount: number,
  atMs: number,
): number {
  const allowed = Math.max(rule.limit - amount, 0);
  let used = usedAmount(count, rule, atMs);
  let fromMs = atMs;
  for (const [step, left] of recentCount(count, rule, atMs)) {
    if (used <= allowed) break;
    used -= left;
    fromMs = endMs(step, rule);
  }
  return fromMs;
}
