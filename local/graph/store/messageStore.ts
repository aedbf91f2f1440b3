import type { Changes } from '../changes.ts';
import { maxKeptMessages, maxKeptMimeBytes } from '../limits.ts';
import type { AcceptedMessage } from './acceptedMessage.ts';

/** How much is kept. */
export interface StoreBounds {
  readonly maxMessages: number;
  readonly maxMimeBytes: number;
}

/** Ids of messages that had to go are cut off when there are so many of them, so that dropping one costs nothing. */
const cutAtCount = 1024;

/** Keeps what was accepted, in memory, oldest first. Beyond its bounds the oldest is dropped and counted. */
export class MessageStore {
  readonly #changes: Changes;
  readonly #bounds: StoreBounds;
  readonly #byId = new Map<string, AcceptedMessage>();
  readonly #byMessageId = new Map<string, AcceptedMessage[]>();
  /** Oldest first. A map finds its oldest entry ever more slowly behind those deleted. */
  #ids: string[] = [];
  /** The oldest that is kept. */
  #first = 0;
  #mimeBytes = 0;
  #droppedCount = 0;

  constructor(
    changes: Changes,
    bounds: StoreBounds = { maxMessages: maxKeptMessages, maxMimeBytes: maxKeptMimeBytes },
  ) {
    this.#changes = changes;
    this.#bounds = bounds;
  }

  add(message: AcceptedMessage): void {
    const { id, internetMessageId, mime } = message;
    this.#ids.push(id);
    this.#byId.set(id, message);
    if (internetMessageId !== undefined) {
      const others = this.#byMessageId.get(internetMessageId);
      if (others === undefined) this.#byMessageId.set(internetMessageId, [message]);
      else others.push(message);
    }
    this.#mimeBytes += mime.length;
    while (this.count > 1 && !this.#fits()) this.#dropOldest();
    this.#changes.announce();
  }

  get(id: string): AcceptedMessage | undefined {
    return this.#byId.get(id);
  }

  /** Those of all mailboxes with this Message-ID, oldest first. */
  withMessageId(internetMessageId: string): readonly AcceptedMessage[] {
    return this.#byMessageId.get(internetMessageId) ?? [];
  }

  /** Oldest first. */
  list(): AcceptedMessage[] {
    return [...this.#byId.values()];
  }

  get count(): number {
    return this.#byId.size;
  }

  /** Messages that had to go since the last `clear`. */
  get droppedCount(): number {
    return this.#droppedCount;
  }

  clear(): void {
    this.#byId.clear();
    this.#byMessageId.clear();
    this.#ids = [];
    this.#first = 0;
    this.#mimeBytes = 0;
    this.#droppedCount = 0;
    this.#changes.announce();
  }

  #fits(): boolean {
    const { maxMessages, maxMimeBytes } = this.#bounds;
    return this.count <= maxMessages && this.#mimeBytes <= maxMimeBytes;
  }

  #dropOldest(): void {
    const oldest = this.#byId.get(this.#ids[this.#first] ?? '');
    this.#first += 1;
    if (oldest === undefined) return;
    const { id, internetMessageId = '', mime } = oldest;
    this.#byId.delete(id);
    const sameId = this.#byMessageId.get(internetMessageId);
    if (sameId !== undefined && sameId.length > 1)
      sameId.shift(); // it is the oldest of them too
    else this.#byMessageId.delete(internetMessageId);
    this.#mimeBytes -= mime.length;
    this.#droppedCount += 1;
    if (this.#first < cutAtCount) return;
    this.#ids = this.#ids.slice(this.#first);
    this.#first = 0;
  }
}
