import type { Clock } from '../../clock.ts';
import type { Turn, TurnEnd } from '../pacer.ts';
import { pacingTimes } from '../times.ts';
import { turn } from './turn.ts';

interface Promised {
  readonly untilMs: number;
  readonly tell: (isSlotThere: boolean) => void;
  /** The slot, once it is there. */
  token: string | undefined;
}

/**
 * A turn given while all slots are in use: its job writes the claim meanwhile, and starts in the moment in which a slot is
 * free, so that no slot is idle for a write. One per mailbox and process is enough while a claim takes less time than passes
 * between two ends of requests, and a process that dies leaves one more mail in doubt by it, not more.
 */
export class PromisedTurn {
  readonly #clock: Clock;
  #open: Promised | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A job has been told to get ready, and waits for its slot. */
  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  /** When it is to be broken, milliseconds since 1970; infinite: there is none. */
  get untilMs(): number {
    return this.#open?.untilMs ?? Number.POSITIVE_INFINITY;
  }

  /** `onEnd` is called once, with the slot that it got. */
  make(onEnd: (how: TurnEnd, token: string | undefined) => Promise<void> | undefined): Turn {
    const { guardMs } = pacingTimes;
    const { promise: isSlotThere, resolve: tell } = Promise.withResolvers<boolean>();
    const promised: Promised = { untilMs: this.#clock.now() + guardMs, tell, token: undefined };
    this.#open = promised;
    return turn(this.#clock, guardMs, isSlotThere, (how) => {
      if (this.#open === promised) this.#open = undefined;
      return onEnd(how, promised.token);
    });
  }

  /** The slot is there: its job starts now. */
  keep(token: string): void {
    this.#settle(token);
  }

  /** There will be none: its job does not start. */
  break(): void {
    this.#settle(undefined);
  }

  #settle(token: string | undefined): void {
    const promised = this.#open;
    if (!promised) return;
    this.#open = undefined;
    promised.token = token;
    promised.tell(token !== undefined);
  }
}
