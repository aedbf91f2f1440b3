import type { Clock } from './clock.ts';
import { Heap, type HeapSlot } from './heap.ts';

/** One awaited moment; hand it to `cancel` when it no longer matters. */
export type Deadline<T> = HeapSlot<Due<T>>;

interface Due<T> {
  readonly item: T;
  readonly atMs: number;
}

/** Any number of items that fall due at different times, on a single timer. */
export class Deadlines<T> {
  readonly #clock: Clock;
  readonly #onDue: (item: T) => void;
  readonly #heap = new Heap<Due<T>>((a, b) => a.atMs < b.atMs);
  #alarm: { readonly atMs: number; readonly cancel: () => void } | undefined;

  constructor(clock: Clock, onDue: (item: T) => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  get size(): number {
    return this.#heap.size;
  }

  set(item: T, atMs: number): Deadline<T> {
    const deadline = this.#heap.push({ item, atMs });
    this.#arm();
    return deadline;
  }

  /** The alarm stays as it is: too early an alarm finds nothing due and sets itself anew. */
  cancel(deadline: Deadline<T> | undefined): void {
    if (deadline) this.#heap.remove(deadline);
  }

  /** Forgets every item; nothing falls due any more. */
  stop(): void {
    this.#alarm?.cancel();
    this.#alarm = undefined;
    while (this.#heap.size > 0) this.#heap.pop();
  }

  #arm(): void {
    const next = this.#heap.peek();
    if (!next || (this.#alarm && this.#alarm.atMs <= next.atMs)) return;
    this.#alarm?.cancel();
    this.#alarm = { atMs: next.atMs, cancel: this.#clock.at(next.atMs, () => this.#ring()) };
  }

  #ring(): void {
    this.#alarm = undefined;
    const nowMs = this.#clock.nowMs();
    for (let next = this.#heap.peek(); next && next.atMs <= nowMs; next = this.#heap.peek()) {
      this.#heap.pop();
      this.#onDue(next.item);
    }
    this.#arm();
  }
}
