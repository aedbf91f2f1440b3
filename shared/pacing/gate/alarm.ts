import type { Clock } from '../../clock.ts';

/** Calls back at the earliest of the times it was set to. It may call too often, never too late. */
export class Alarm {
  readonly #clock: Clock;
  readonly #ring: () => void;
  #atMs = Number.POSITIVE_INFINITY;

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  set(atMs: number): void {
    if (atMs >= this.#atMs) return;
    this.#atMs = atMs;
    void this.#clock.sleep(Math.max(0, atMs - this.#clock.now())).then(() => {
      if (this.#atMs === atMs) this.#atMs = Number.POSITIVE_INFINITY;
      this.#ring();
    });
  }
}
