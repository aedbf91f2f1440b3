import { allMailboxes, type MailboxStore } from './mailboxStore.ts';
import type { Pause } from './rules/pause.ts';
import { pacingTimes } from './times.ts';

/** The pause of all mailboxes, read once for all gates of the process and again when it is too old. */
export class PauseForAll {
  readonly #store: MailboxStore;
  readonly #now: () => number;
  #pause: Pause | undefined;
  #seenAtMs = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;

  constructor(store: MailboxStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  get pause(): Pause | undefined {
    return this.#pause;
  }

  get seenAtMs(): number {
    return this.#seenAtMs;
  }

  /** Reads it again if it is older than `lookMs`. Throws `StoreUnavailable`. */
  async look(): Promise<void> {
    if (this.#seenAtMs + pacingTimes.lookMs > this.#now()) return;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    await this.#reading;
  }

  async #read(): Promise<void> {
    const askedAtMs = this.#now();
    const { state } = await this.#store.read(allMailboxes);
    this.#pause = state.pause;
    this.#seenAtMs = askedAtMs;
  }
}
