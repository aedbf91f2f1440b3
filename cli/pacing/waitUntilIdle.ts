import type { Clock } from '../../shared/clock.ts';
import { pacingTimes } from '../../shared/pacing/times.ts';

/** Between two looks at what is in flight, in milliseconds. */
const lookEveryMs = 1000;

/** What a pause is waited out for. */
export interface Flight {
  /** Requests that may be in flight now. Throws `StoreUnavailable`. */
  readonly count: () => Promise<number>;
  /** Somebody may send without a slot, so that 0 proves nothing. */
  readonly isUncounted: boolean;
}

/** What the wait is for at the moment. Times are milliseconds since 1970. */
export type Waiting =
  | { readonly kind: 'seen' }
  | { readonly kind: 'uncounted'; readonly untilMs: number }
  | { readonly kind: 'counted'; readonly count: number; readonly givesUpAtMs: number };

/**
 * Waits after a pause until no request is in flight. An instance that has not seen the pause yet may still start some; what is
 * not counted is over when the longest request is. Gives up when every lease has ended. Returns how many are left, 0 for none.
 */
export async function waitUntilIdle(
  { count, isUncounted }: Flight,
  clock: Pick<Clock, 'now' | 'monotonic' | 'sleep'>,
  tell: (waiting: Waiting) => void,
): Promise<number> {
  const { blindMs, slotCoversMs, slotLeaseMs } = pacingTimes;
  const startedAtMs = clock.now();
  const startedAt = clock.monotonic();
  const quietMs = blindMs + (isUncounted ? slotCoversMs : 0);
  const giveUpMs = blindMs + slotLeaseMs;
  for (;;) {
    const passedMs = clock.monotonic() - startedAt;
    const left = await count();
    if (passedMs >= quietMs && left === 0) return 0;
    if (passedMs >= giveUpMs) return left;
    if (left > 0) tell({ kind: 'counted', count: left, givesUpAtMs: startedAtMs + giveUpMs });
    else if (isUncounted) tell({ kind: 'uncounted', untilMs: startedAtMs + quietMs });
    else tell({ kind: 'seen' });
    await clock.sleep(lookEveryMs);
  }
}
