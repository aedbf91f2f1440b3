import fc from 'fast-check';
import { expect, test } from 'vitest';
import { earliestStart, evenTime, recentStarts } from '../../shared/pacing/rules/tokens.ts';
import { pacingTimes } from '../../shared/pacing/times.ts';

const moments = fc.array(
  fc.record({
    restMs: fc.integer({ min: 0, max: 8000 }),
    lateMs: fc.integer({ min: 0, max: 899 }),
  }),
  { minLength: 20, maxLength: 300, size: 'max' },
);

test('no minute holds more starts than the limit, however late within the allowed time each request starts', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), moments, (perMinute, steps) => {
      const real: number[] = [];
      let starts: readonly number[] = [];
      let nowMs = 0;
      for (const { restMs, lateMs } of steps) {
        nowMs += restMs;
        starts = recentStarts(starts, nowMs);
        const startMs = earliestStart(starts, perMinute, nowMs);
        starts = [...starts, startMs];
        real.push(startMs + lateMs);
      }

      real.sort((a, b) => a - b);
      for (const [n, first] of real.entries()) {
        const next = real[n + perMinute] ?? Number.POSITIVE_INFINITY;
        expect(next - first).toBeGreaterThanOrEqual(60_000);
      }
    }),
  );
});

test('after a rest four mails go at once, the others follow evenly', () => {
  const starts: number[] = [];
  for (let n = 0; n < 6; n++) starts.push(earliestStart(starts, 30, 1_000_000));

  expect(starts.map((start) => start - 1_000_000)).toEqual([0, 0, 0, 0, 2030, 4060]);
});

test('a mailbox that sends without a break loses less than 2 % of its rate', () => {
  const starts: number[] = [];
  for (let n = 0; n < 3000; n++) starts.push(earliestStart(starts.slice(-30), 30, 0));
  const [afterBurst = 0, last = 0] = [starts[30], starts.at(-1)];

  const bestMs = ((3000 - 31) / 30) * pacingTimes.rateWindowMs;
  expect(last - afterBurst).toBeLessThan(bestMs * 1.02);
});

test('the even time of a mailbox at rest is now', () => {
  expect(evenTime([], 30, 5000)).toBe(5000);
  expect(evenTime([5000], 30, 5000)).toBe(7030);
});
