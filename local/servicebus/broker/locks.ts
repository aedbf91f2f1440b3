import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';
import { Deadlines } from './deadlines.ts';
import type { Lock, QueuedMessage } from './queuedMessage.ts';
import { lockLost } from './serviceError.ts';

/** The peek-locks of one queue, found by token, each with its end. */
export class Locks {
  readonly #clock: Clock;
  readonly #durationMs: number;
  readonly #held = new Map<string, QueuedMessage>();
  readonly #deadlines: Deadlines<QueuedMessage>;

  /** `onExpired` gets the message after its lock is gone. */
  constructor(clock: Clock, durationMs: number, onExpired: (message: QueuedMessage) => void) {
    this.#clock = clock;
    this.#durationMs = durationMs;
    this.#deadlines = new Deadlines(clock, (message) => {
      this.release(message);
      onExpired(message);
    });
  }

  get size(): number {
    return this.#held.size;
  }

  take(message: QueuedMessage): Lock {
    const lock: Lock = { token: randomBytes(16), untilMs: 0, deadline: undefined };
    message.lock = lock;
    this.#held.set(keyOf(lock.token), message);
    this.#extend(message, lock);
    return lock;
  }

  /** The message behind a token. Throws lockLost. */
  find(token: Buffer): QueuedMessage {
    const message = this.#held.get(keyOf(token));
    if (!message) throw lockLost();
    return message;
  }

  /** The new end of the lock, one whole duration from now. Throws lockLost. */
  renew(token: Buffer): number {
    const message = this.find(token);
    return this.#extend(message, message.lock as Lock);
  }

  release(message: QueuedMessage): void {
    const { lock } = message;
    if (!lock) return;
    this.#deadlines.cancel(lock.deadline);
    this.#held.delete(keyOf(lock.token));
    message.lock = undefined;
  }

  stop(): void {
    this.#deadlines.stop();
  }

  #extend(message: QueuedMessage, lock: Lock): number {
    this.#deadlines.cancel(lock.deadline);
    lock.untilMs = this.#clock.nowMs() + this.#durationMs;
    lock.deadline = this.#deadlines.set(message, lock.untilMs);
    return lock.untilMs;
  }
}

const keyOf = (token: Buffer): string => token.toString('hex');
