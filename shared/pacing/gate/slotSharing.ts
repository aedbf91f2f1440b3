import type { MailboxState } from '../rules/mailboxState.ts';
import { pacingTimes } from '../times.ts';
import type { OwnSlots } from './ownSlots.ts';

/** Whether a process that has no slot waits for one. */
export function isWanted({ wantedAtMs }: Pick<MailboxState, 'wantedAtMs'>, nowMs: number): boolean {
  return wantedAtMs + pacingTimes.wantedMs + pacingTimes.lookMs > nowMs;
}

/** How processes share the slots of a mailbox: who has none asks in the row, and who has some gives one back. */
export class SlotSharing {
  readonly #own: OwnSlots;
  /** The question that was answered last. */
  #gaveForMs = 0;
  #takesFromMs = 0;

  constructor(own: OwnSlots) {
    this.#own = own;
  }

  /** Whether the next idle slot is for another process. */
  owesOne(state: MailboxState, nowMs: number): boolean {
    const isAnswered = this.#gaveForMs === state.wantedAtMs;
    return isWanted(state, nowMs) && !isAnswered && this.#own.mayGiveAway(nowMs);
  }

  /** Whether the next idle slot is for another process, and there is one. */
  givesOne(state: MailboxState, nowMs: number): boolean {
    return this.owesOne(state, nowMs) && this.#own.idleTokens.length > 0;
  }

  /** A slot is given back for the question in this state. Who gave his last one lets the other process come first. */
  gave({ wantedAtMs }: MailboxState, nowMs: number): void {
    this.#gaveForMs = wantedAtMs;
    if (this.#own.count === 0) this.#takesFromMs = nowMs + 2 * pacingTimes.askAgainMs;
  }

  /** Whether this process may take free slots: its first one, or more while nobody waits for a first one. */
  mayTake(state: MailboxState, nowMs: number): boolean {
    return this.#own.count === 0 ? nowMs >= this.#takesFromMs : !isWanted(state, nowMs);
  }
}
