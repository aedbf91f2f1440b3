import { priorities } from '../../job/job.ts';
import type { Later, Turn, TurnWish } from '../pacer.ts';

/** A job of this process that waits for its turn. */
export interface Waiter {
  readonly wish: TurnWish;
  readonly settle: (answer: Turn | Later) => void;
  readonly fail: (error: unknown) => void;
}

/** The jobs of this process that wait for one mailbox: by priority, then first come. */
export class Waiters {
  readonly #lines = priorities.map((priority) => ({ priority, line: new Set<Waiter>() }));

  get count(): number {
    return this.#lines.reduce((sum, { line }) => sum + line.size, 0);
  }

  /** In the order in which they go. */
  get inOrder(): readonly Waiter[] {
    return this.#lines.flatMap(({ line }) => [...line]);
  }

  get first(): Waiter | undefined {
    for (const { line } of this.#lines) {
      for (const waiter of line) return waiter;
    }
    return undefined;
  }

  has(waiter: Waiter): boolean {
    return this.#lineOf(waiter)?.has(waiter) ?? false;
  }

  add(waiter: Waiter): void {
    this.#lineOf(waiter)?.add(waiter);
  }

  remove(waiter: Waiter): void {
    this.#lineOf(waiter)?.delete(waiter);
  }

  #lineOf({ wish }: Waiter): Set<Waiter> | undefined {
    return this.#lines.find(({ priority }) => priority === wish.priority)?.line;
  }
}
