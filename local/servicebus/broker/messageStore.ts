import type { Clock } from './clock.ts';
import { Deadlines } from './deadlines.ts';
import { Heap } from './heap.ts';
import type { QueuedMessage } from './queuedMessage.ts';

/** What the store calls out for when a message's time has come. */
export interface StoreEvents {
  /** The message has left the store: its scheduled time is here. */
  onScheduledTime(message: QueuedMessage): void;
  /** The message is still in the store. */
  onExpiry(message: QueuedMessage): void;
}

/** The messages of one queue and where each stands: ready, scheduled, deferred or handed out. */
export class MessageStore {
  readonly #clock: Clock;
  readonly #messages = new Map<number, QueuedMessage>();
  readonly #ready = new Heap<QueuedMessage>((a, b) => a.sequenceNumber < b.sequenceNumber);
  readonly #schedule: Deadlines<QueuedMessage>;
  readonly #expiry: Deadlines<QueuedMessage>;

  constructor(clock: Clock, events: StoreEvents) {
    this.#clock = clock;
    this.#expiry = new Deadlines(clock, (message) => events.onExpiry(message));
    this.#schedule = new Deadlines(clock, (message) => {
      this.remove(message);
      events.onScheduledTime(message);
    });
  }

  get readyCount(): number {
    return this.#ready.size;
  }

  get(sequenceNumber: number): QueuedMessage | undefined {
    return this.#messages.get(sequenceNumber);
  }

  /** Keeps a message back until its time. */
  addScheduled(message: QueuedMessage, atMs: number): void {
    message.state = 'scheduled';
    message.schedule = this.#schedule.set(message, atMs);
    this.#messages.set(message.sequenceNumber, message);
  }

  /** Puts a message, new or given back, where receivers find it. */
  addReady(message: QueuedMessage): void {
    this.#messages.set(message.sequenceNumber, message);
    message.ready = this.#ready.push(message);
    if (message.expiresAtMs !== undefined && !message.expiry) {
      message.expiry = this.#expiry.set(message, message.expiresAtMs);
    }
  }

  /** The ready message with the lowest sequence number; it stays in the store. It may have expired. */
  takeReady(): QueuedMessage | undefined {
    const message = this.#ready.pop();
    if (message) message.ready = undefined;
    return message;
  }

  remove(message: QueuedMessage): void {
    this.#messages.delete(message.sequenceNumber);
    if (message.ready) this.#ready.remove(message.ready);
    this.#expiry.cancel(message.expiry);
    this.#schedule.cancel(message.schedule);
    message.ready = undefined;
    message.expiry = undefined;
    message.schedule = undefined;
  }

  isExpired({ expiresAtMs }: QueuedMessage): boolean {
    return expiresAtMs !== undefined && expiresAtMs <= this.#clock.nowMs();
  }

  /** Up to `count` messages in any state, by sequence number from one on. */
  peek(fromSequenceNumber: number, count: number): QueuedMessage[] {
    const found: QueuedMessage[] = [];
    for (const message of this.#inOrder()) {
      if (found.length >= count) break;
      if (message.sequenceNumber >= fromSequenceNumber) found.push(message);
    }
    return found;
  }

  /** How many messages are in each state. */
  counts(): Record<QueuedMessage['state'], number> {
    const counts = { active: 0, scheduled: 0, deferred: 0 };
    for (const { state } of this.#messages.values()) counts[state]++;
    return counts;
  }

  /** Entries in each part of the store. */
  sizes(): { messages: number; ready: number; expiries: number; schedules: number } {
    return {
      messages: this.#messages.size,
      ready: this.#ready.size,
      expiries: this.#expiry.size,
      schedules: this.#schedule.size,
    };
  }

  stop(): void {
    this.#schedule.stop();
    this.#expiry.stop();
  }

  /** Messages arrive in the order of their numbers, except those that are given back or dead-lettered. */
  #inOrder(): QueuedMessage[] {
    const all = [...this.#messages.values()];
    return all.sort((a, b) => a.sequenceNumber - b.sequenceNumber);
  }
}
