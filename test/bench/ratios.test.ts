import { expect, test } from 'vitest';
import { median, medianRatio } from './figures/ratios.ts';

test('one slow round does not move the median', () => {
  expect(median([10, 100, 11])).toBe(11);
  expect(median([10, 20])).toBe(15);
  expect(() => median([])).toThrow('No figures');
});

test('rounds are compared with the round beside them, so that a slow machine changes no ratio', () => {
  const ours = [100, 10, 50];
  const theirs = [200, 20, 100];

  expect(medianRatio(ours, theirs)).toBe(0.5);
  expect(() => medianRatio(ours, [1])).toThrow('other lengths');
});
