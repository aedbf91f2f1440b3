import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../local/servicebus/broker/clock.ts';

const dayMs = 24 * 3_600_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('an alarm 60 days ahead rings then and not before, though no timer of Node’s waits so long', () => {
  const ring = vi.fn();
  systemClock.at(Date.now() + 60 * dayMs, ring);

  vi.advanceTimersByTime(60 * dayMs - 1);
  expect(ring).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);

  expect(ring).toHaveBeenCalledOnce();
});

test('an alarm that Node rings a moment early waits for its time', () => {
  const ring = vi.fn();
  const startMs = Date.now();
  systemClock.at(startMs + 1_000, ring);

  vi.setSystemTime(startMs - 1); // the clock of the timers runs ahead of the clock of the day
  vi.advanceTimersByTime(1_000);
  expect(ring).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);

  expect(ring).toHaveBeenCalledOnce();
});

test('an alarm that was cancelled never rings', () => {
  const ring = vi.fn();
  const cancel = systemClock.at(Date.now() + 60 * dayMs, ring);
  vi.advanceTimersByTime(50 * dayMs);

  cancel();
  vi.advanceTimersByTime(50 * dayMs);

  expect(ring).not.toHaveBeenCalled();
});
