import type { Lock, QueuedMessage } from './queuedMessage.ts';

/** Whether a receiver settles each message, or takes it for good on delivery. */
export type ReceiveMode = 'peekLock' | 'receiveAndDelete';

/** One receiver of a queue, as the queue sees it. */
export interface Consumer {
  readonly mode: ReceiveMode;
  /** How many messages it can take right now. */
  capacity(): number;
  /** `lock` is undefined in receiveAndDelete mode. */
  deliver(message: QueuedMessage, lock: Lock | undefined): void;
}

/** The receivers of a queue, served in turn. */
export class Consumers {
  readonly #all: Consumer[] = [];
  #turn = 0;

  get size(): number {
    return this.#all.length;
  }

  add(consumer: Consumer): void {
    this.#all.push(consumer);
  }

  remove(consumer: Consumer): void {
    const index = this.#all.indexOf(consumer);
    if (index >= 0) this.#all.splice(index, 1);
  }

  /** The next in turn that has room. */
  next(): Consumer | undefined {
    for (let step = 0; step < this.#all.length; step++) {
      const index = (this.#turn + step) % this.#all.length;
      const consumer = this.#all[index];
      if (consumer && consumer.capacity() > 0) {
        this.#turn = index + 1;
        return consumer;
      }
    }
    return undefined;
  }
}
