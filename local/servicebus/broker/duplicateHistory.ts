import type { Clock } from './clock.ts';
import { Deadlines } from './deadlines.ts';

/**
 * The message ids of the duplicate-detection window. An id counts from its first arrival and
 * survives the message, completed or not (azure-service-bus#243); after the window it is
 * forgotten, whether or not anything else is sent.
 */
export class DuplicateHistory {
  readonly #clock: Clock;
  readonly #windowMs: number;
  readonly #ids = new Set<string>();
  readonly #deadlines: Deadlines<string>;

  constructor(clock: Clock, windowMs: number) {
    this.#clock = clock;
    this.#windowMs = windowMs;
    this.#deadlines = new Deadlines(clock, (id) => this.#ids.delete(id));
  }

  get size(): number {
    return this.#ids.size;
  }

  /** Whether this id came within the window; if not, its window begins now. */
  isDuplicate(messageId: string): boolean {
    if (this.#ids.has(messageId)) return true;
    this.#ids.add(messageId);
    this.#deadlines.set(messageId, this.#clock.nowMs() + this.#windowMs);
    return false;
  }

  stop(): void {
    this.#deadlines.stop();
    this.#ids.clear();
  }
}
