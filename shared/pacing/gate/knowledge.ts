import { type Limits, limitsOf } from '../limits.ts';
import { isCharged } from '../rules/charges.ts';
import { backAfter, isPaused, longerPause, type Pause } from '../rules/pause.ts';
import { freeSlots, heldSlots } from '../rules/slots.ts';
import { pacingTimes } from '../times.ts';
import type { GateDeps } from './exchange.ts';
import type { KnownMailbox } from './knownMailbox.ts';

/** What decides in this process who may start: the mailbox's row, the pause of all, and what Exchange has just said. */
export class Knowledge {
  readonly #deps: Pick<GateDeps, 'limits' | 'forAll'>;
  readonly #row: KnownMailbox;
  /** What Exchange has asked for and the row may not say yet. */
  toldPause: Pause | undefined;

  constructor(deps: Pick<GateDeps, 'limits' | 'forAll'>, row: KnownMailbox) {
    this.#deps = deps;
    this.#row = row;
  }

  get limits(): Limits {
    return limitsOf(this.#deps.limits, this.#row.state.ownLimits);
  }

  /** A start costs a write. */
  get isCharged(): boolean {
    return isCharged(this.limits);
  }

  /** A start needs a slot. */
  get needsSlot(): boolean {
    return this.limits.inFlight !== undefined;
  }

  /** When all of it was last known to be so, milliseconds since 1970. */
  get seenAtMs(): number {
    return Math.min(this.#row.seenAtMs, this.#deps.forAll.seenAtMs);
  }

  /** Nothing may start on it: it was never read, or too long ago. */
  isBlind(nowMs: number): boolean {
    return !this.#row.isKnown || this.seenAtMs + pacingTimes.blindMs <= nowMs;
  }

  /** From when on something may start, milliseconds since 1970: now, or behind the pause as far as its end is known. */
  startsFromMs(nowMs: number): number {
    const own = longerPause(this.#row.state.pause, this.toldPause);
    const pause = longerPause(own, this.#deps.forAll.pause);
    return isPaused(pause, nowMs) ? backAfter(pause, nowMs) : nowMs;
  }

  /** There is a slot that no process holds. */
  hasFreeSlot(nowMs: number): boolean {
    const { inFlight } = this.limits;
    if (inFlight === undefined) return true;
    return freeSlots(heldSlots(this.#row.state.slots, nowMs), inFlight) > 0;
  }

  /** Exchange asked to wait. */
  throttled(untilMs: number, reason: string): void {
    this.toldPause = longerPause(this.toldPause, { untilMs, reason, by: 'Exchange' });
  }
}
