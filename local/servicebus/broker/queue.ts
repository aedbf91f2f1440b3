import type { MessageContent } from '../codec/messageContent.ts';
import { overwrite, type RawEntry, textEntry } from '../codec/rawMap.ts';
import type { QueueSettings } from '../queueSettings.ts';
import type { Clock } from './clock.ts';
import { type Consumer, Consumers, type ReceiveMode } from './consumers.ts';
import { DuplicateHistory } from './duplicateHistory.ts';
import { Locks } from './locks.ts';
import { MessageStore } from './messageStore.ts';
import { type Lock, newMessage, type QueuedMessage } from './queuedMessage.ts';
import { messageNotFound, messageTooLarge, notAllowed } from './serviceError.ts';
import type { Settlement } from './settlement.ts';

/** What a queue holds. `active` includes the locked ones, as Azure counts. */
export interface QueueCounts {
  readonly active: number;
  readonly scheduled: number;
  readonly deferred: number;
  readonly locked: number;
  readonly deadLettered: number;
}

/** Entries in a queue's own bookkeeping, for the tests that look for leaks. */
export interface QueueSizes {
  readonly messages: number;
  readonly ready: number;
  readonly locks: number;
  readonly expiries: number;
  readonly schedules: number;
  readonly duplicateIds: number;
  readonly consumers: number;
}

/** Service Bus semantics of one queue; knows nothing of AMQP links. Refusals are thrown as ServiceError. */
export class Queue {
  readonly name: string;
  readonly settings: QueueSettings;
  /** The dead-letter sub-queue; a dead-letter sub-queue itself has none. */
  readonly deadLetters: Queue | undefined;
  readonly #clock: Clock;
  readonly #store: MessageStore;
  readonly #locks: Locks;
  readonly #duplicates: DuplicateHistory | undefined;
  readonly #consumers = new Consumers();
  #nextSequenceNumber = 1;

  constructor(name: string, settings: QueueSettings, clock: Clock, kind?: 'deadLetters') {
    this.name = name;
    this.settings = settings;
    this.#clock = clock;
    this.#store = new MessageStore(clock, {
      onScheduledTime: (message) => this.#activate(message),
      onExpiry: (message) => this.#expire(message),
    });
    this.#locks = new Locks(clock, settings.lockDurationMs, (message) =>
      this.#giveBack(message, 'failed'),
    );
    if (kind === 'deadLetters') return;
    this.deadLetters = new Queue(`${name}/$deadletterqueue`, settings, clock, 'deadLetters');
    const windowMs = settings.duplicateDetectionWindowMs;
    this.#duplicates = windowMs === null ? undefined : new DuplicateHistory(clock, windowMs);
  }

  /** All or none. Returns a sequence number each, of a dropped duplicate too, as the service does. */
  send(contents: readonly MessageContent[]): number[] {
    const limitBytes = this.settings.maxMessageSizeBytes;
    for (const { sizeBytes } of contents) {
      if (sizeBytes > limitBytes) throw messageTooLarge(sizeBytes, limitBytes);
    }
    const sequenceNumbers = contents.map((content) => this.#accept(content));
    this.pump();
    return sequenceNumbers;
  }

  /** Throws messageNotFound, also when the message is due already. */
  cancelScheduled(sequenceNumber: number): void {
    const message = this.#store.get(sequenceNumber);
    if (message?.state !== 'scheduled') throw messageNotFound(sequenceNumber);
    this.#store.remove(message);
  }

  addConsumer(consumer: Consumer): void {
    this.#consumers.add(consumer);
  }

  /** Its locks last till they expire, as the service's do. */
  removeConsumer(consumer: Consumer): void {
    this.#consumers.remove(consumer);
  }

  /** Hands out what is ready to whoever has room. */
  pump(): void {
    while (this.#store.readyCount > 0) {
      const consumer = this.#consumers.next();
      if (!consumer) return;
      const message = this.#takeReady();
      if (message) consumer.deliver(message, this.#handOver(message, consumer.mode));
    }
  }

  /** The new end of the lock, in milliseconds since 1970. Throws lockLost. */
  renew(token: Buffer): number {
    return this.#locks.renew(token);
  }

  /** Throws lockLost, or notAllowed for a dead letter that is to be dead-lettered. */
  settle(token: Buffer, settlement: Settlement): void {
    const message = this.#locks.find(token);
    if (settlement.kind === 'deadLetter' && !this.deadLetters) {
      throw notAllowed('A message in a dead-letter queue cannot be dead-lettered.');
    }
    this.#locks.release(message);
    switch (settlement.kind) {
      case 'complete':
        this.#store.remove(message);
        break;
      case 'release':
        this.#giveBack(message, 'notCounted');
        break;
      case 'abandon':
        setProperties(message, settlement.properties);
        this.#giveBack(message, 'failed');
        break;
      case 'defer':
        setProperties(message, settlement.properties);
        message.state = 'deferred';
        message.deliveryCount++;
        break;
      case 'deadLetter':
        setProperties(message, settlement.properties);
        this.#deadLetter(message, settlement.reason, settlement.description);
        break;
      default:
        settlement satisfies never;
    }
  }

  /** Messages in any state; none of them is locked or counted. */
  peek(fromSequenceNumber: number, count: number): QueuedMessage[] {
    return this.#store.peek(fromSequenceNumber, count);
  }

  /** All or none. Throws messageNotFound for a number that is not deferred, or is locked. */
  receiveDeferred(sequenceNumbers: readonly number[], mode: ReceiveMode): QueuedMessage[] {
    const found = sequenceNumbers.map((sequenceNumber) => {
      const message = this.#store.get(sequenceNumber);
      if (message?.state !== 'deferred' || message.lock) throw messageNotFound(sequenceNumber);
      return message;
    });
    for (const message of found) this.#handOver(message, mode);
    return found;
  }

  counts(): QueueCounts {
    const deadLettered = this.deadLetters?.sizes().messages ?? 0;
    return { ...this.#store.counts(), locked: this.#locks.size, deadLettered };
  }

  sizes(): QueueSizes {
    return {
      ...this.#store.sizes(),
      locks: this.#locks.size,
      duplicateIds: this.#duplicates?.size ?? 0,
      consumers: this.#consumers.size,
    };
  }

  /** Ends every timer; the queue must not be used any more. */
  stop(): void {
    this.#store.stop();
    this.#locks.stop();
    this.#duplicates?.stop();
    this.deadLetters?.stop();
  }

  #accept(content: MessageContent): number {
    const nowMs = this.#clock.nowMs();
    const sequenceNumber = this.#nextSequenceNumber++;
    if (this.#duplicates?.isDuplicate(content.messageId)) return sequenceNumber;
    const message = newMessage(content, sequenceNumber, nowMs);
    if (content.scheduledForMs !== undefined && content.scheduledForMs > nowMs) {
      this.#store.addScheduled(message, content.scheduledForMs);
    } else {
      this.#enqueue(message);
    }
    return sequenceNumber;
  }

  #activate(message: QueuedMessage): void {
    message.sequenceNumber = this.#nextSequenceNumber++;
    message.state = 'active';
    message.wasScheduled = true;
    message.enqueuedAtMs = this.#clock.nowMs();
    this.#enqueue(message);
    this.pump();
  }

  /** A life is counted from here, of a scheduled message too. */
  #enqueue(message: QueuedMessage): void {
    const timeToLiveMs = Math.min(
      message.content.timeToLiveMs ?? Number.POSITIVE_INFINITY,
      this.settings.defaultTimeToLiveMs ?? Number.POSITIVE_INFINITY,
    );
    if (Number.isFinite(timeToLiveMs)) {
      message.timeToLiveMs = timeToLiveMs;
      message.expiresAtMs = message.enqueuedAtMs + timeToLiveMs;
    }
    this.#store.addReady(message);
  }

  #takeReady(): QueuedMessage | undefined {
    for (;;) {
      const message = this.#store.takeReady();
      if (!message || !this.#store.isExpired(message)) return message;
      this.#expire(message);
    }
  }

  #handOver(message: QueuedMessage, mode: ReceiveMode): Lock | undefined {
    if (mode === 'peekLock') return this.#locks.take(message);
    this.#store.remove(message);
    return undefined;
  }

  #giveBack(message: QueuedMessage, attempt: 'failed' | 'notCounted'): void {
    // The count stands still in a dead-letter queue.
    if (attempt === 'failed' && this.deadLetters) message.deliveryCount++;
    const most = this.settings.maxDeliveryCount;
    if (this.deadLetters && message.deliveryCount >= most) {
      const text = `Message could not be consumed after ${most} delivery attempts.`;
      this.#deadLetter(message, 'MaxDeliveryCountExceeded', text);
    } else if (message.state === 'deferred') {
      return; // it waits for whoever knows its number
    } else if (this.#store.isExpired(message)) {
      this.#expire(message);
    } else {
      this.#store.addReady(message);
      this.pump();
    }
  }

  /** A locked message is looked at again when it is given back; a deferred one stays, as documented. */
  #expire(message: QueuedMessage): void {
    if (message.lock || message.state === 'deferred') return;
    if (this.deadLetters && this.settings.deadLetterOnExpiration) {
      const text = 'The message expired and was dead lettered.';
      this.#deadLetter(message, 'TTLExpiredException', text);
    } else {
      this.#store.remove(message);
    }
  }

  #deadLetter(message: QueuedMessage, reason?: string, description?: string): void {
    this.#store.remove(message);
    setProperties(message, [
      ...textEntry('DeadLetterReason', reason),
      ...textEntry('DeadLetterErrorDescription', description),
    ]);
    message.deadLetterSource = this.name;
    message.expiresAtMs = undefined; // dead letters do not expire
    message.state = 'active';
    this.deadLetters?.receiveDeadLetter(message);
  }

  /** For the queue this one is the dead-letter sub-queue of. The message keeps its sequence number. */
  receiveDeadLetter(message: QueuedMessage): void {
    this.#store.addReady(message);
    this.pump();
  }
}

function setProperties(message: QueuedMessage, properties: readonly RawEntry[]): void {
  message.applicationProperties = overwrite(message.applicationProperties, properties);
}
