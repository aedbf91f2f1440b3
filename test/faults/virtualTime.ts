interface Event {
  readonly atMs: number;
  readonly act: () => void;
}

/** A clock that jumps from event to event. Everything that waits, waits for it; nothing else takes time. */
export class VirtualTime {
  /** How many events there have been. */
  eventCount = 0;
  #nowMs: number;
  /** The next one last; of two at the same time, the one asked for first comes first. */
  readonly #events: Event[] = [];

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#nowMs;
  }

  after(ms: number, act: () => void): void {
    this.at(this.#nowMs + ms, act);
  }

  at(wantedMs: number, act: () => void): void {
    const atMs = Math.max(wantedMs, this.#nowMs);
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#events[middle]?.atMs ?? 0) > atMs) low = middle + 1;
      else high = middle;
    }
    this.#events.splice(low, 0, { atMs, act });
  }

  /**
   * Goes from event to event until there is none left, or none before `untilMs`, or the run has had `mostEvents`. After each
   * one, all code that it woke runs until it waits again.
   */
  async run({ untilMs = Number.POSITIVE_INFINITY, mostEvents }: RunLimits): Promise<void> {
    for (;;) {
      const event = this.#events.at(-1);
      if (!event || event.atMs > untilMs || this.eventCount >= mostEvents) return;
      this.#events.pop();
      this.#nowMs = event.atMs;
      this.eventCount += 1;
      event.act();
      await everythingWaits();
    }
  }
}

/** How long time runs. */
export interface RunLimits {
  readonly untilMs?: number;
  readonly mostEvents: number;
}

/** The engine waits for promises only, and Node runs all that are settled before it comes to this. */
const everythingWaits = () => new Promise<void>((resolve) => setImmediate(resolve));
