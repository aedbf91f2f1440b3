import type { JobMessage, OutgoingMessage } from '../../shared/job/message.ts';
import { sizeBytes } from '../../shared/job/messageSize.ts';
import type { Trace } from './trace.ts';
import type { VirtualTime } from './virtualTime.ts';

/** Where a message lies: the queue, or its dead-letter sub-queue. */
export type Place = 'queue' | 'deadLetters';

/** What an administrator sets on a queue. */
export interface QueueSettings {
  readonly lockMs: number;
  readonly maxDeliveryCount: number;
  /** 0: no duplicate detection. */
  readonly duplicateWindowMs: number;
}

/** A message that was received. The lock may be lost at any moment; then `settle` does nothing. */
export interface Delivery {
  readonly message: JobMessage;
  readonly place: Place;
  readonly lock: number;
}

interface Stored {
  readonly message: JobMessage;
  place: Place;
  state: 'scheduled' | 'active' | 'locked';
  deliveryCount: number;
  lock: number;
}

/** Standard tier: one message with its properties, bytes. */
const mostBytes = 262_144;

/** A queue of Service Bus: at least once, peek-lock, dead letters, duplicate detection by message id, scheduling. */
export class ServiceBusQueue {
  /** Called whenever there may be something to receive. */
  onActive: () => void = () => {};
  readonly #settings: QueueSettings;
  readonly #time: VirtualTime;
  readonly #trace: Trace;
  readonly #stored = new Set<Stored>();
  readonly #seenAtMs = new Map<string, number>();
  #sequence = 0;
  #locks = 0;

  constructor(settings: QueueSettings, time: VirtualTime, trace: Trace) {
    this.#settings = settings;
    this.#time = time;
    this.#trace = trace;
  }

  /** What lies in the queue and its dead letters, of whatever state. */
  get messages(): readonly JobMessage[] {
    return [...this.#stored].map(({ message }) => message);
  }

  /** Takes a message, not to be received before `atMs`. False: dropped as a duplicate, of which the sender learns nothing. */
  take(outgoing: OutgoingMessage, atMs = 0): boolean {
    const size = sizeBytes(outgoing);
    if (size > mostBytes) throw new Error(`MessageSizeExceeded: ${size} bytes`);
    if (this.#isDuplicate(outgoing.messageId)) {
      this.#note(outgoing.messageId, 'is dropped as a duplicate');
      return false;
    }
    const enqueuedAtMs = Math.max(atMs, this.#time.now());
    const { timeToLive } = outgoing;
    this.#sequence += 1;
    this.#add({
      body: outgoing.body,
      messageId: outgoing.messageId,
      contentType: outgoing.contentType,
      correlationId: outgoing.correlationId,
      replyTo: outgoing.replyTo,
      properties: outgoing.applicationProperties,
      sequenceNumber: String(this.#sequence),
      enqueuedAtMs,
      expiresAtMs: timeToLive === undefined ? undefined : enqueuedAtMs + timeToLive,
    });
    return true;
  }

  /** A message that has lain in the queue for long already, as its enqueued time says. */
  addOld(message: JobMessage): void {
    this.#add(message);
  }

  /** The oldest message that is neither scheduled nor locked. The lock is renewed as long as `keeps` says. */
  receive(place: Place, keeps: () => boolean): Delivery | undefined {
    const next = [...this.#stored].find((one) => one.place === place && one.state === 'active');
    if (!next) return undefined;
    this.#locks += 1;
    next.state = 'locked';
    next.lock = this.#locks;
    next.deliveryCount += 1;
    this.#endLockLater(next, next.lock, keeps);
    return { message: next.message, place, lock: next.lock };
  }

  /** How many messages could be received now. */
  activeCount(place: Place): number {
    let count = 0;
    for (const one of this.#stored) if (one.place === place && one.state === 'active') count += 1;
    return count;
  }

  /** Completes or abandons a message. False: the lock was lost before. */
  settle({ message, lock }: Delivery, how: 'complete' | 'abandon'): boolean {
    const stored = this.#locked(lock);
    if (!stored) return false;
    this.#note(message.messageId, how === 'complete' ? 'is completed' : 'is given back');
    if (how === 'complete') this.#stored.delete(stored);
    else this.#unlock(stored);
    return true;
  }

  /** The lock is lost, whatever its holder does. */
  loseLock({ message, lock }: Delivery): void {
    const stored = this.#locked(lock);
    if (!stored) return;
    this.#note(message.messageId, 'LOSES ITS LOCK');
    this.#unlock(stored);
  }

  #add(message: JobMessage): void {
    const stored: Stored = {
      ...{ message, place: 'queue', state: 'scheduled', deliveryCount: 0, lock: 0 },
    };
    this.#stored.add(stored);
    this.#time.at(message.enqueuedAtMs, () => this.#activate(stored));
  }

  #activate(stored: Stored): void {
    stored.state = 'active';
    const { expiresAtMs } = stored.message;
    if (expiresAtMs !== undefined && stored.place === 'queue') {
      this.#time.at(expiresAtMs, () => {
        const waits = stored.state === 'active' && stored.place === 'queue';
        if (waits && this.#stored.has(stored)) this.#deadLetter(stored, 'its time to live is over');
      });
    }
    this.onActive();
  }

  #unlock(stored: Stored): void {
    stored.lock = 0;
    const isWornOut = stored.deliveryCount >= this.#settings.maxDeliveryCount;
    if (stored.place === 'queue' && isWornOut) this.#deadLetter(stored, 'delivered too often');
    else this.#activate(stored);
  }

  #deadLetter(stored: Stored, why: string): void {
    this.#note(stored.message.messageId, `becomes a DEAD LETTER: ${why}`);
    stored.place = 'deadLetters';
    this.#activate(stored);
  }

  #endLockLater(stored: Stored, lock: number, keeps: () => boolean): void {
    this.#time.after(this.#settings.lockMs, () => {
      if (stored.lock !== lock || !this.#stored.has(stored)) return;
      if (keeps()) return this.#endLockLater(stored, lock, keeps);
      this.#note(stored.message.messageId, 'comes back: its lock ran out');
      this.#unlock(stored);
    });
  }

  #locked(lock: number): Stored | undefined {
    return [...this.#stored].find((one) => one.state === 'locked' && one.lock === lock);
  }

  #isDuplicate(messageId: string | undefined): boolean {
    if (messageId === undefined || this.#settings.duplicateWindowMs === 0) return false;
    const seenAtMs = this.#seenAtMs.get(messageId);
    const nowMs = this.#time.now();
    if (seenAtMs !== undefined && nowMs - seenAtMs < this.#settings.duplicateWindowMs) return true;
    this.#seenAtMs.set(messageId, nowMs);
    return false;
  }

  #note(messageId: string | undefined, what: string): void {
    this.#trace.note('queue', () => `${shownId(messageId)} ${what}`);
  }
}

/** A message id for people: copies without the hash. */
export function shownId(messageId: string | undefined): string {
  return messageId?.replace(/:[0-9a-f]{32}$/, '') ?? 'a message';
}
