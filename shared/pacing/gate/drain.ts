import { pacingTimes } from '../times.ts';

/** How much of the newest measurement counts. */
const weight = 0.2;

/** How fast the requests of a mailbox end in this process, and when to come back while all slots are in use. */
export class Drain {
  #endedAtMs: number | undefined;
  #intervalMs: number | undefined;
  #tailMs = 0;

  /** One request has ended. `othersWait`: the time to the next end is one of work, not of idleness. */
  ended(nowMs: number, othersWait: boolean): void {
    if (this.#endedAtMs !== undefined) {
      const step = Math.min(nowMs - this.#endedAtMs, pacingTimes.noSlotMs.most);
      this.#intervalMs =
        this.#intervalMs === undefined ? step : (1 - weight) * this.#intervalMs + weight * step;
    }
    this.#endedAtMs = othersWait ? nowMs : undefined;
  }

  /** Requests end one soon after the other, and did so until now. */
  isFast(nowMs: number): boolean {
    const { promiseMs } = pacingTimes;
    const sinceMs = nowMs - (this.#endedAtMs ?? Number.NEGATIVE_INFINITY);
    return (this.#intervalMs ?? Number.POSITIVE_INFINITY) <= promiseMs && sinceMs <= promiseMs;
  }

  /** How long so many requests take, as far as is known. */
  expectedMs(count: number): number {
    return count * (this.#intervalMs ?? 0);
  }

  /** A time to come back: one after the other as fast as requests end, so that they do not crowd out other mailboxes. */
  backAtMs(nowMs: number): number {
    const { least, most } = pacingTimes.noSlotMs;
    const stepMs = this.#intervalMs ?? pacingTimes.unpacedIntervalMs;
    this.#tailMs = Math.min(Math.max(this.#tailMs + stepMs, nowMs + least), nowMs + most);
    return Math.ceil(this.#tailMs);
  }
}
