import type { Changes } from '../changes.ts';
import { maxKeptMessages, maxKeptMimeBytes } from '../limits.ts';
import type { AcceptedMessage } from './acceptedMessage.ts';

/** How much is kept. */
export interface StoreBounds {
  readonly maxMessages: number;
  readonly maxMimeBytes: number;
}

/** Keeps what was accepted, in memory, oldest first. Beyond its bounds the oldest is dropped and counted. */
export class MessageStore {
  readonly #changes: Changes;
  readonly #bounds: StoreBounds;
  readonly #byId = new Map<string, AcceptedMessage>();
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
    this.#byId.set(message.id, message);
    this.#mimeBytes += message.sizeBytes;
    this.#dropOldest();
    this.#changes.announce();
  }

  get(id: string): AcceptedMessage | undefined {
    return this.#byId.get(id);
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
    this.#mimeBytes = 0;
    this.#droppedCount = 0;
    this.#changes.announce();
  }

  #dropOldest(): void {
    for (const [id, message] of this.#byId) {
      const fits =
        this.#byId.size <= this.#bounds.maxMessages && this.#mimeBytes <= this.#bounds.maxMimeBytes;
      if (fits || this.#byId.size === 1) return;
      this.#byId.delete(id);
      this.#mimeBytes -= message.sizeBytes;
      this.#droppedCount += 1;
    }
  }
}
