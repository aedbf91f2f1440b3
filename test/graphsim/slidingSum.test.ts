import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SlidingSum } from '../../local/graph/throttling/slidingSum.ts';

const windowMs = 1000;

/** Amounts with the time since the one before, many of them at the edge of the window. */
const arrivals = fc.array(
  fc.record({
    afterMs: fc.oneof(
      fc.integer({ min: 0, max: 400 }),
      fc.constantFrom(0, windowMs - 1, windowMs, windowMs + 1),
    ),
    amount: fc.integer({ min: 1, max: 50 }),
  }),
  { minLength: 1, maxLength: 60 },
);

function timed(list: readonly { afterMs: number; amount: number }[]) {
  let atMs = 1_800_000_000_000;
  return list.map(({ afterMs, amount }) => {
    atMs += afterMs;
    return { atMs, amount };
  });
}

const totalIn = (
  list: readonly { atMs: number; amount: number }[],
  fromMs: number,
  untilMs: number,
) =>
  list
    .filter(({ atMs }) => atMs > fromMs && atMs <= untilMs)
    .reduce((sum, { amount }) => sum + amount, 0);

test('the highest total is the most of any window, wherever it begins', () => {
  fc.assert(
    fc.property(arrivals, (list) => {
      const all = timed(list);
      const sum = new SlidingSum(windowMs);

      const totals = all.map(({ amount, atMs }) => sum.add(amount, atMs));

      const starts = all.flatMap(({ atMs }) => [atMs - windowMs, atMs - 1, atMs]);
      const most = Math.max(...starts.map((start) => totalIn(all, start, start + windowMs)));
      expect(Math.max(...totals)).toBe(most);
    }),
  );
});

test('after the wait that is told an amount fits, and a millisecond before it does not', () => {
  fc.assert(
    fc.property(arrivals, fc.integer({ min: 50, max: 300 }), (list, limit) => {
      const all = timed(list);
      const nowMs = all.at(-1)?.atMs ?? 0;
      const sum = new SlidingSum(windowMs);
      for (const { amount, atMs } of all) sum.add(amount, atMs);

      const waitMs = sum.waitMsFor(20, limit, nowMs);
      const fitsAt = (ms: number) => totalIn(all, ms - windowMs, ms) + 20 <= limit;

      expect(fitsAt(nowMs + waitMs)).toBe(true);
      if (waitMs > 0) expect(fitsAt(nowMs + waitMs - 1)).toBe(false);
    }),
  );
});

test('what has left the window takes no room, however long it runs', () => {
  const sum = new SlidingSum(windowMs);

  for (let atMs = 0; atMs < 100_000; atMs += 1) sum.add(1, atMs);

  expect(sum.total(99_999)).toBe(windowMs);
  expect(sum.total(200_000)).toBe(0);
});
