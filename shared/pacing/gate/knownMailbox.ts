import type { Clock } from '../../clock.ts';
import type { FoundMailbox, MailboxStore } from '../mailboxStore.ts';
import { type MailboxState, newMailbox } from '../rules/mailboxState.ts';

/** What became of a write: others had changed the row, and it is known anew; or it failed and is not in the row. */
export type Written = 'written' | 'changed' | { readonly failed: unknown };

/** The row of one mailbox as this process last saw it. Writing against it proves that it was still true. */
export class KnownMailbox {
  readonly #mailbox: string;
  readonly #store: MailboxStore;
  readonly #clock: Clock;
  #found: FoundMailbox | undefined;
  #seenAtMs = Number.NEGATIVE_INFINITY;
  #isContended = false;

  constructor(mailbox: string, store: MailboxStore, clock: Clock) {
    this.#mailbox = mailbox;
    this.#store = store;
    this.#clock = clock;
  }

  get isKnown(): boolean {
    return this.#found !== undefined;
  }

  get state(): MailboxState {
    return this.#found?.state ?? newMailbox;
  }

  /** When the row was last known to say this. */
  get seenAtMs(): number {
    return this.#seenAtMs;
  }

  /** Others write it too, by the last look: a write against what is known would be refused. */
  get isContended(): boolean {
    return this.#isContended;
  }

  /** Throws `StoreUnavailable`. */
  async read(): Promise<void> {
    const askedAtMs = this.#clock.now();
    const found = await this.#store.read(this.#mailbox);
    this.#isContended = this.#found !== undefined && found.etag !== this.#found.etag;
    this.#found = found;
    this.#seenAtMs = askedAtMs;
  }

  /** Writes a state that follows from the known one. Without an answer, or refused, the row tells whether it was written after all. */
  async write(next: MailboxState): Promise<Written> {
    const found = this.#found ?? { state: newMailbox, etag: undefined };
    const state = { ...next, writeId: this.#clock.uuid() };
    const askedAtMs = this.#clock.now();
    let result: Written = 'changed';
    try {
      const etag = await this.#store.write(this.#mailbox, found, state);
      if (etag !== undefined) {
        this.#found = { state, etag };
        this.#seenAtMs = askedAtMs;
        return 'written';
      }
    } catch (failed) {
      result = { failed };
    }
    await this.read();
    return this.state.writeId === state.writeId ? 'written' : result;
  }
}
