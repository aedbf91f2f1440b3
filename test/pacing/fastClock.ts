import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../shared/clock.ts';

/** The real clock, so many times faster: a test against a real store need not wait for minutes. */
export function fastClock(times: number): Clock {
  const startMs = Date.now();
  const elapsed = () => Math.floor(performance.now() * times);
  const first = elapsed();
  return {
    now: () => startMs + elapsed() - first,
    monotonic: elapsed,
    sleep: (ms) => sleep(ms / times),
    random: Math.random,
    uuid: randomUUID,
  };
}
