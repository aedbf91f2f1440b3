import type { Clock } from '../../clock.ts';
import { directoryLimits, type RequestLimits } from './directoryLimits.ts';

/** What of a clock waiting needs. */
export type WaitClock = Pick<Clock, 'sleep' | 'random'>;

/** How often and how long one request is still tried: Retry-After exactly, and twice as long each time without one. */
export class Patience {
  readonly #limits: RequestLimits;
  readonly #clock: WaitClock;
  #tries = 1;
  #waitedMs = 0;

  constructor(limits: RequestLimits, clock: WaitClock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Waits before the next try. False when there is to be none; then it did not wait. */
  async wait(retryAfterMs: number | undefined): Promise<boolean> {
    const waitMs = retryAfterMs ?? this.#backOffMs();
    const { mostTries, mostWaitMs } = this.#limits;
    if (this.#tries >= mostTries || this.#waitedMs + waitMs > mostWaitMs) return false;
    this.#tries++;
    this.#waitedMs += waitMs;
    await this.#clock.sleep(waitMs);
    return true;
  }

  /** Half to all of the step, so that instances which failed together come back spread out. */
  #backOffMs(): number {
    const stepMs = directoryLimits.firstWaitMs * 2 ** (this.#tries - 1);
    return Math.round(stepMs * (0.5 + this.#clock.random() / 2));
  }
}
