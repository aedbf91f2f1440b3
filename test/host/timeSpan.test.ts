import { expect, test } from 'vitest';
import { timeSpanMs } from '../../local/host/timeSpan.ts';

test.each([
  ['00:05:00', 300_000],
  ['1.00:00:01', 86_401_000],
  ['00:00:00.800', 800],
  ['-00:00:00.0010000', -1],
  ['5 minutes', undefined],
  ['00:05', undefined],
])('the time span %s is %s ms', (text, ms) => {
  expect(timeSpanMs(text)).toBe(ms);
});
