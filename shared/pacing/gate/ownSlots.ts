import { covers, type Slot } from '../rules/slots.ts';
import { pacingTimes } from '../times.ts';

interface OwnSlot {
  leaseUntilMs: number;
  isUsed: boolean;
  /** Since when it is used or idle. */
  sinceMs: number;
  readonly takenAtMs: number;
}

/**
 * The slots that this process holds of one mailbox. Its jobs hand them on without a write, as long as the lease that is
 * written down covers the next request. A slot whose request has no answer is forgotten: nobody uses it until its lease ends.
 */
export class OwnSlots {
  readonly #slots = new Map<string, OwnSlot>();
  /** Taken or given back by a write that has no answer yet: they are ours if the row has them. */
  readonly #inDoubt = new Set<string>();

  /** Requests without an answer, and until when their slots must be held. */
  readonly #abandoned = new Map<string, number>();

  get count(): number {
    return this.#slots.size;
  }

  get idleTokens(): readonly string[] {
    return [...this.#slots].filter(([, { isUsed }]) => !isUsed).map(([token]) => token);
  }

  /** Takes an idle slot that covers a start; undefined: there is none. */
  use(startsAtMs: number, nowMs: number): string | undefined {
    const found = [...this.#slots].find(([, own]) => !own.isUsed && covers(own, startsAtMs));
    if (!found) return undefined;
    found[1].isUsed = true;
    found[1].sinceMs = Math.max(startsAtMs, nowMs);
    return found[0];
  }

  /** The request in it is over: the next one may use it. */
  free(token: string, nowMs: number): void {
    const own = this.#slots.get(token);
    if (!own) return;
    own.isUsed = false;
    own.sinceMs = nowMs;
  }

  /** Nobody uses it any more before it has covered the request that was given up. */
  abandon(token: string): void {
    const own = this.#slots.get(token);
    this.#slots.delete(token);
    this.#inDoubt.delete(token);
    if (own) this.#abandoned.set(token, own.sinceMs + pacingTimes.slotCoversMs);
  }

  /** A write is under way that takes some slots and gives others back. Until it is answered they are used by nobody. */
  change(taken: readonly string[], givenBack: readonly string[]): void {
    for (const token of givenBack) this.#slots.delete(token);
    for (const token of [...taken, ...givenBack]) this.#inDoubt.add(token);
  }

  /** The row as it was read or written: what is not in it is lost, what is in doubt and in it is ours. */
  follow(slots: readonly Slot[], nowMs: number): void {
    const leases = new Map(slots.map(({ token, leaseUntilMs }) => [token, leaseUntilMs]));
    for (const [token, own] of this.#slots) {
      const leaseUntilMs = leases.get(token);
      if (leaseUntilMs === undefined) this.#slots.delete(token);
      else own.leaseUntilMs = leaseUntilMs;
    }
    for (const token of this.#abandoned.keys()) {
      if (!leases.has(token)) this.#abandoned.delete(token);
    }
    for (const token of this.#inDoubt) {
      const leaseUntilMs = leases.get(token);
      if (leaseUntilMs === undefined || this.#slots.has(token)) continue;
      const own = { leaseUntilMs, isUsed: false, sinceMs: nowMs, takenAtMs: nowMs };
      this.#slots.set(token, own);
    }
  }

  /** An own write has been answered: no earlier one can come any more. */
  settled(): void {
    this.#inDoubt.clear();
  }

  /** The slots of the row: those held here leased anew, those abandoned no longer than they must be. */
  renewed(slots: readonly Slot[], nowMs: number): readonly Slot[] {
    return slots.map(({ token, leaseUntilMs }) => {
      const heldMs = this.#slots.has(token) ? nowMs + pacingTimes.slotLeaseMs : leaseUntilMs;
      const abandonedMs = this.#abandoned.get(token) ?? Number.POSITIVE_INFINITY;
      return { token, leaseUntilMs: Math.min(heldMs, abandonedMs) };
    });
  }

  /** When the first lease must be renewed so that all can be handed on. */
  renewAtMs(): number {
    const leases = [...this.#slots.values()].map(({ leaseUntilMs }) => leaseUntilMs);
    return Math.min(...leases) - pacingTimes.slotRenewMs;
  }

  /** When the first idle slot is to be given back: soon if all others are held. */
  releaseAtMs(hasFree: boolean): number {
    const idle = [...this.#slots.values()].filter(({ isUsed }) => !isUsed);
    const keepMs = hasFree ? pacingTimes.slotKeepMs : pacingTimes.slotIdleMs;
    return Math.min(...idle.map(({ sinceMs }) => sinceMs)) + keepMs;
  }

  /** Whether one is to be given to another process that waits: of several at once, the last one after its turn. */
  mayGiveAway(nowMs: number): boolean {
    if (this.count !== 1) return this.count > 1;
    const [last] = this.#slots.values();
    return last !== undefined && last.takenAtMs + pacingTimes.slotTurnMs <= nowMs;
  }
}
