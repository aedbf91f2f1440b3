import { expect, test } from 'vitest';
import { Drain } from '../../shared/pacing/gate/drain.ts';

test('an idle hour is not taken for a slow mailbox: nobody is sent away for it', () => {
  const drain = new Drain();
  for (let nowMs = 50; nowMs <= 5000; nowMs += 50) drain.ended(nowMs, nowMs < 5000);

  drain.ended(3_600_000, true);
  drain.ended(3_600_050, true);

  expect(drain.expectedMs(100)).toBeLessThan(6000);
});

test('how long so many requests take follows how fast they end', () => {
  const drain = new Drain();
  for (let nowMs = 0; nowMs <= 60_000; nowMs += 2000) drain.ended(nowMs, true);

  expect(drain.expectedMs(10)).toBeGreaterThan(18_000);
  expect(drain.expectedMs(10)).toBeLessThan(22_000);
});
