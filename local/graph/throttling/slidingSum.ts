/** Entries that have left the window are cut off when there are so many, and as many as those that stay: amortised, one copy each. */
const cutAtCount = 1024;

/**
 * The sum of what came in the last so many milliseconds, exact: an amount counts from its own millisecond on and is gone
 * exactly one window later, so that the largest total seen is the most of any window wherever it begins.
 */
export class SlidingSum {
  readonly #windowMs: number;
  #timesMs: number[] = [];
  #amounts: number[] = [];
  /** The oldest entry still in the window. */
  #first = 0;
  #total = 0;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** @param nowMs not before the time of an earlier call; if it is, that time holds. @returns the total, this amount in it */
  add(amount: number, nowMs: number): number {
    this.#forget(nowMs);
    const last = this.#timesMs.length - 1;
    const lastMs = this.#timesMs[last] ?? nowMs;
    if (last >= this.#first && lastMs >= nowMs) {
      this.#amounts[last] = (this.#amounts[last] ?? 0) + amount;
    } else {
      this.#timesMs.push(nowMs);
      this.#amounts.push(amount);
    }
    this.#total += amount;
    return this.#total;
  }

  total(nowMs: number): number {
    this.#forget(nowMs);
    return this.#total;
  }

  /** Milliseconds until this amount more would leave the total within the limit, or until the window is empty. */
  waitMsFor(amount: number, limit: number, nowMs: number): number {
    let left = this.total(nowMs);
    for (let index = this.#first; index < this.#timesMs.length; index += 1) {
      if (left + amount <= limit) return this.#waitMsBefore(index, nowMs);
      left -= this.#amounts[index] ?? 0;
    }
    return this.#waitMsBefore(this.#timesMs.length, nowMs);
  }

  /** Milliseconds until everything before this entry has left the window. */
  #waitMsBefore(index: number, nowMs: number): number {
    if (index === this.#first) return 0;
    return (this.#timesMs[index - 1] ?? nowMs) + this.#windowMs - nowMs;
  }

  #forget(nowMs: number): void {
    const goneMs = nowMs - this.#windowMs;
    while (this.#first < this.#timesMs.length && (this.#timesMs[this.#first] ?? 0) <= goneMs) {
      this.#total -= this.#amounts[this.#first] ?? 0;
      this.#first += 1;
    }
    if (this.#first < cutAtCount || this.#first * 2 < this.#timesMs.length) return;
    this.#timesMs = this.#timesMs.slice(this.#first);
    this.#amounts = this.#amounts.slice(this.#first);
    this.#first = 0;
  }
}
