import { unitWindowMs } from '../limits.ts';

/**
 * Counts the resource units that directory requests cost, in windows of 10 s. Throttled requests count too, as in Graph
 * (throttling page): hammering on gains nothing within the window.
 */
export class UnitMeter {
  #windowStartMs = Number.NEGATIVE_INFINITY;
  #usedUnits = 0;

  /**
   * @param limitUnits 0 for none
   * @returns seconds until the next window when the request is over the limit; undefined when it may go on
   */
  spend(units: number, limitUnits: number, nowMs: number): number | undefined {
    if (nowMs - this.#windowStartMs >= unitWindowMs) {
      this.#windowStartMs = nowMs;
      this.#usedUnits = 0;
    }
    this.#usedUnits += units;
    if (limitUnits === 0 || this.#usedUnits <= limitUnits) return undefined;
    return Math.max(1, Math.ceil((this.#windowStartMs + unitWindowMs - nowMs) / 1000));
  }
}
