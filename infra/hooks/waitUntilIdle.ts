/** Times of the wait, in milliseconds. */
export const waitTimes = {
  /** A run ends within four minutes (docs/protocol.md, section 8); the lock of its message is as long as this. */
  longestRunMs: 300_000,
  /** Between two looks. */
  pauseMs: 10_000,
} as const;

/** Real time, or that of a test. */
export interface WaitClock {
  now(): number;
  sleep(ms: number): Promise<void>;
}

/**
 * Waits until no run can be in flight: the queue is empty, or the longest run has ended. Messages that only wait count like
 * locked ones, so with a backlog it is always the whole time.
 */
export async function waitUntilIdle(
  activeCount: () => Promise<number>,
  { now, sleep }: WaitClock,
): Promise<void> {
  const endsAtMs = now() + waitTimes.longestRunMs;
  while (now() < endsAtMs && (await activeCount()) > 0) await sleep(waitTimes.pauseMs);
}
