import type { Clock } from '../../clock.ts';
import type { Turn, TurnEnd } from '../pacer.ts';
import { pacingTimes } from '../times.ts';
import { turn } from './turn.ts';

interface Open {
  readonly untilMs: number;
  readonly settle: (token: string | undefined) => void;
}

/**
 * A turn given while all slots are in use: its job writes the claim meanwhile, and starts in the moment in which a slot is
 * free, so that no slot is idle for a write. One per mailbox and process is enough while a claim takes less time than passes
 * between two ends of requests, and a process that dies leaves one more mail in doubt by it, not more.
 */
export class PromisedTurn {
  readonly #clock: Clock;
  #open: Open | undefined;

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
    let slot: string | undefined;
    let open: Open | undefined;
    const isSlotThere = new Promise<boolean>((resolve) => {
      const settle = (token: string | undefined) => {
        slot = token;
        resolve(token !== undefined);
      };
      open = { untilMs: this.#clock.now() + guardMs, settle };
    });
    this.#open = open;
    return turn(this.#clock, guardMs, isSlotThere, (how) => {
      if (this.#open === open) this.#open = undefined;
      return onEnd(how, slot);
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
    this.#open?.settle(token);
    this.#open = undefined;
  }
}
