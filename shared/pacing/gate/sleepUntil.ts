import type { Clock } from '../../clock.ts';

/** Sleeps until a time of the clock has come; a timer may ring a millisecond early. */
export async function sleepUntil(clock: Pick<Clock, 'now' | 'sleep'>, atMs: number): Promise<void> {
  for (let leftMs = atMs - clock.now(); leftMs > 0; leftMs = atMs - clock.now()) {
    await clock.sleep(leftMs);
  }
}
