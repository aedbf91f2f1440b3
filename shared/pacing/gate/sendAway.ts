import type { Drain } from './drain.ts';
import type { Waiter, Waiters } from './waiters.ts';

/**
 * Tells those to come back who cannot wait as long as it takes until a slot is free. Returns when the first of the others
 * cannot any more, milliseconds since 1970.
 */
export function sendAway(
  waiters: Waiters,
  drain: Drain,
  nowMs: number,
  maySendAway: (waiter: Waiter) => boolean,
): number {
  let patientUntilMs = Number.POSITIVE_INFINITY;
  waiters.inOrder.forEach((waiter, ahead) => {
    if (!maySendAway(waiter)) return;
    const { mayWaitUntilMs } = waiter.wish;
    if (nowMs + drain.expectedMs(ahead) < mayWaitUntilMs) {
      patientUntilMs = Math.min(patientUntilMs, mayWaitUntilMs);
      return;
    }
    waiters.remove(waiter);
    waiter.settle({ kind: 'later', atMs: drain.backAtMs(nowMs), why: 'InFlight' });
  });
  return patientUntilMs;
}
