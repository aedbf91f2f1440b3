import { times } from './times.ts';

/**
 * How long to wait before the next try: a pure function of the tries so far (0 = the first wait) and of one random number
 * from 0 to 1. Half to all of the step, so that jobs which failed together come back spread out.
 */
export function ladderMs(tries: number, random: number): number {
  const steps = times.ladderMs;
  const step = steps[Math.min(tries, steps.length - 1)] ?? 0;
  return Math.round(step * (0.5 + random / 2));
}
