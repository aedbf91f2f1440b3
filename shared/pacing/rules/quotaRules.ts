import { pacingTimes } from '../times.ts';
import type { RollingRule } from './rollingCount.ts';

/** How recipients are counted. */
export function recipientRule(limit: number): RollingRule {
  return {
    limit,
    windowMs: pacingTimes.recipientsWindowMs,
    stepMs: pacingTimes.recipientsStepMs,
  };
}

/** How uploaded bytes are counted. */
export function uploadRule(limit: number): RollingRule {
  return { limit, windowMs: pacingTimes.uploadWindowMs, stepMs: pacingTimes.uploadStepMs };
}
