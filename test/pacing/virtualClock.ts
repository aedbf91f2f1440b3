import type { Clock } from '../../shared/clock.ts';

interface Event {
  readonly atMs: number;
  readonly order: number;
  readonly happen: () => void;
}

/** More events at one moment are a loop. */
const mostAtOnce = 200_000;

/** A clock that a test moves: what is due happens in its order, and all that follows at once happens before time goes on. */
export class VirtualClock implements Clock {
  readonly #random: () => number;
  readonly #events: Event[] = [];
  #nowMs: number;
  #count = 0;
  #atOnce = 0;

  constructor(random: () => number, startMs = Date.UTC(2026, 0, 1)) {
    this.#random = random;
    this.#nowMs = startMs;
  }

  now = (): number => this.#nowMs;
  monotonic = (): number => this.#nowMs;
  random = (): number => this.#random();
  uuid = (): string => `${++this.#count}`;
  sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      this.at(this.#nowMs + ms, resolve);
    });

  at(atMs: number, happen: () => void): void {
    const event = { atMs: Math.ceil(Math.max(atMs, this.#nowMs)), order: ++this.#count, happen };
    this.#events.push(event);
    for (let child = this.#events.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!this.#isBefore(child, parent)) return;
      this.#swap(child, parent);
      child = parent;
    }
  }

  /** Lets time pass until a moment, or until nothing is to come. */
  async run(untilMs: number, isDone: () => boolean = () => false): Promise<void> {
    for (;;) {
      await new Promise(setImmediate);
      const [next] = this.#events;
      if (isDone() || !next || next.atMs > untilMs) break;
      this.#atOnce = next.atMs === this.#nowMs ? this.#atOnce + 1 : 0;
      if (this.#atOnce > mostAtOnce) throw new Error('Time stands still: a loop without a wait.');
      this.#nowMs = next.atMs;
      this.#removeFirst();
      next.happen();
    }
    if (!isDone()) this.#nowMs = Math.max(this.#nowMs, untilMs);
  }

  #removeFirst(): void {
    const last = this.#events.pop();
    if (!last || this.#events.length === 0) return;
    this.#events[0] = last;
    for (let parent = 0; ; ) {
      const children = [2 * parent + 1, 2 * parent + 2].filter((n) => n < this.#events.length);
      const first = children.reduce((a, b) => (this.#isBefore(b, a) ? b : a), parent);
      if (first === parent) return;
      this.#swap(first, parent);
      parent = first;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#events[a] as Event, this.#events[b] as Event];
    return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
  }

  #swap(a: number, b: number): void {
    const one = this.#events[a] as Event;
    this.#events[a] = this.#events[b] as Event;
    this.#events[b] = one;
  }
}
