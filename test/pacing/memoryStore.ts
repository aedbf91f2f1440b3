import type { FoundMailbox, MailboxStore } from '../../shared/pacing/mailboxStore.ts';
import { newMailbox } from '../../shared/pacing/rules/mailboxState.ts';
import { StoreUnavailable } from '../../shared/storeUnavailable.ts';
import type { VirtualClock } from './virtualClock.ts';

/** How the store of a simulation behaves. */
export interface StoreManners {
  readonly latencyMs: number;
  /** The part of writes whose answer is lost: half of them are done all the same. */
  readonly lostAnswers: number;
}

/** Rows with versions, behind a network on a virtual clock; it counts what is asked of it. */
export class MemoryStore implements MailboxStore {
  readonly rows = new Map<string, FoundMailbox>();
  readonly #clock: VirtualClock;
  readonly #manners: StoreManners;
  isDown = false;
  writes = 0;
  reads = 0;
  #version = 0;

  constructor(clock: VirtualClock, manners: StoreManners) {
    this.#clock = clock;
    this.#manners = manners;
  }

  async read(mailbox: string): Promise<FoundMailbox> {
    this.reads++;
    await this.#travel();
    const found = this.rows.get(mailbox) ?? { state: newMailbox, etag: undefined };
    await this.#travel();
    return found;
  }

  async write(
    mailbox: string,
    { etag }: FoundMailbox,
    state: FoundMailbox['state'],
  ): Promise<string | undefined> {
    this.writes++;
    const isLost = this.#clock.random() < this.#manners.lostAnswers;
    await this.#travel();
    const isFirst = this.rows.get(mailbox)?.etag === etag;
    const reaches = !isLost || this.#clock.random() < 0.5;
    const written = `${++this.#version}`;
    if (isFirst && reaches) this.rows.set(mailbox, { state, etag: written });
    await this.#travel();
    if (isLost) throw new StoreUnavailable('The answer is lost.');
    return isFirst ? written : undefined;
  }

  async *list() {
    for (const [mailbox, { state }] of this.rows) yield { mailbox, state };
  }

  async #travel(): Promise<void> {
    await this.#clock.sleep(this.#manners.latencyMs * this.#clock.random());
    if (this.isDown) throw new StoreUnavailable('The store is down.');
  }
}
