import fc from 'fast-check';
import { expect, test } from 'vitest';
import { admittedFrom, charged, queued, unusedQuota } from '../../shared/pacing/rules/quota.ts';
import { recipientRule, uploadRule } from '../../shared/pacing/rules/quotaRules.ts';
import {
  charge,
  fitsFrom,
  recentCount,
  usedAmount,
} from '../../shared/pacing/rules/rollingCount.ts';

const mails = fc.array(
  fc.record({
    restMs: fc.integer({ min: 0, max: 60_000 }),
    lateMs: fc.integer({ min: 0, max: 899 }),
    amount: fc.integer({ min: 1, max: 400 }),
  }),
  { minLength: 20, maxLength: 200, size: 'max' },
);

test('no window holds more than the limit, however late within the allowed time each request starts', () => {
  const rule = uploadRule(1000);
  fc.assert(
    fc.property(mails, (steps) => {
      const real: { atMs: number; amount: number }[] = [];
      let count = recentCount([], rule, 0);
      let nowMs = 0;
      for (const { restMs, lateMs, amount } of steps) {
        nowMs = fitsFrom(count, rule, amount, nowMs + restMs);
        count = charge(recentCount(count, rule, nowMs), rule, amount, nowMs);
        real.push({ atMs: nowMs + lateMs, amount });
      }

      for (const { atMs: endMs } of real) {
        const within = real.filter(({ atMs }) => atMs <= endMs && atMs > endMs - rule.windowMs);
        expect(within.reduce((sum, { amount }) => sum + amount, 0)).toBeLessThanOrEqual(1000);
      }
    }),
  );
});

test('room is used as soon as a step and its window are over', () => {
  const rule = recipientRule(10_000);
  const count = charge([], rule, 10_000, 0);

  const fromMs = fitsFrom(count, rule, 1, 1000);

  expect(fromMs).toBe(rule.windowMs + rule.stepMs + 900);
  expect(usedAmount(count, rule, fromMs - 1)).toBe(10_000);
  expect(usedAmount(count, rule, fromMs)).toBe(0);
});

test('a mail larger than the whole limit goes when nothing else counts', () => {
  const rule = recipientRule(100);
  const count = charge([], rule, 1, 0);

  expect(fitsFrom([], rule, 500, 5)).toBe(5);
  expect(fitsFrom(count, rule, 500, 5)).toBe(rule.windowMs + rule.stepMs + 900);
});

test('small mails do not keep a large one waiting for ever: once its time has come they wait behind it', () => {
  const rule = recipientRule(1000);
  const full = charged(unusedQuota, rule, 900, 0);
  const large = { amount: 500, wasPlanned: false };
  const small = { amount: 1, wasPlanned: false };
  const dueMs = admittedFrom(full, rule, large, 1000);

  const waiting = queued(full, dueMs, 2030, 1000);
  const more = queued(waiting, dueMs, 2030, 1000);

  expect(admittedFrom(more, rule, small, 1000)).toBe(1000);
  expect(admittedFrom(more, rule, small, dueMs)).toBe(dueMs + 2030);
  expect(admittedFrom(more, rule, { ...large, wasPlanned: true }, dueMs)).toBe(dueMs);
});
