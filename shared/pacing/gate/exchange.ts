import type { Clock } from '../../clock.ts';
import type { Limits } from '../limits.ts';
import type { MailboxStore } from '../mailboxStore.ts';
import type { TurnWish } from '../pacer.ts';
import type { PauseForAll } from '../pauseForAll.ts';
import type { Pause } from '../rules/pause.ts';
import type { Verdict } from '../rules/round.ts';
import { pacingTimes } from '../times.ts';
import { type GatePlan, planRound } from './gateRound.ts';
import type { KnownMailbox } from './knownMailbox.ts';
import type { OwnSlots } from './ownSlots.ts';
import type { SlotSharing } from './slotSharing.ts';

/** What the gate of a mailbox needs. */
export interface GateDeps {
  readonly store: MailboxStore;
  readonly forAll: PauseForAll;
  readonly limits: Limits;
  readonly clock: Clock;
}

/** A store that fails so often in a row is down. */
const mostFailures = 3;

/** What a gate asks in one exchange. */
export interface Asked {
  readonly wishes: readonly TurnWish[];
  readonly toldPause: Pause | undefined;
}

/** What was decided for each wish, in their order. */
export interface Decided {
  readonly kind: 'decided';
  readonly verdicts: readonly Verdict[];
  readonly hasWritten: boolean;
}

/** `changed` and `failed`: nothing was decided; the row has been read anew. */
type Exchanged =
  | Decided
  | { readonly kind: 'changed' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** One exchange of a process with the row of a mailbox: at best a single write against what is known. */
export class Exchange {
  readonly #deps: GateDeps;
  readonly #row: KnownMailbox;
  readonly #own: OwnSlots;
  readonly #sharing: SlotSharing;

  constructor(deps: GateDeps, row: KnownMailbox, own: OwnSlots, sharing: SlotSharing) {
    this.#deps = deps;
    this.#row = row;
    this.#own = own;
    this.#sharing = sharing;
  }

  /** `ask` is called at the last moment, for all who wait by then, and again after each write that came too late. Throws `StoreUnavailable`. */
  async untilDecided(ask: () => Asked): Promise<Decided> {
    // Wishes of the same moment go together.
    await undefined;
    for (let failures = 0; ; ) {
      const result = await this.#once(ask);
      if (result.kind === 'decided') return result;
      if (result.kind === 'failed' && ++failures === mostFailures) throw result.error;
      const { clock } = this.#deps;
      await clock.sleep(clock.random() * pacingTimes.conflictPauseMs);
    }
  }

  async #once(ask: () => Asked): Promise<Exchanged> {
    const { clock, forAll } = this.#deps;
    const row = this.#row;
    const isOlder = (ms: number) => row.seenAtMs + ms <= clock.now();
    const mustRead = !row.isKnown || (row.isContended && isOlder(pacingTimes.contendedMs));
    await Promise.all([forAll.look(), mustRead ? row.read() : undefined]);
    let plan = this.#plan(ask());
    // A write proves that what is known is true; without one it must be read.
    if (!plan.mustWrite && isOlder(pacingTimes.lookMs)) {
      await row.read();
      plan = this.#plan(ask());
    }
    return plan.mustWrite
      ? this.#write(plan)
      : { kind: 'decided', verdicts: plan.verdicts, hasWritten: false };
  }

  async #write({ state, taken, givenBack, givesOne, verdicts }: Plan): Promise<Exchanged> {
    const { clock } = this.#deps;
    this.#own.change(taken, givenBack);
    if (givesOne) this.#sharing.gave(this.#row.state, clock.now());
    const written = await this.#row.write(state);
    this.#own.follow(this.#row.state.slots, clock.now());
    if (written === 'changed') return { kind: 'changed' };
    if (written !== 'written') return { kind: 'failed', error: written.failed };
    this.#own.settled();
    return { kind: 'decided', verdicts, hasWritten: true };
  }

  #plan({ wishes, toldPause }: Asked): Plan {
    const { clock, forAll, limits } = this.#deps;
    const nowMs = clock.now();
    const { state } = this.#row;
    const givesOne = this.#sharing.givesOne(state, nowMs);
    const plan = planRound(state, {
      deployment: limits,
      wishes,
      own: this.#own,
      givesOne,
      mayTake: this.#sharing.mayTake(state, nowMs),
      toldPause,
      pauseForAll: forAll.pause,
      uuid: clock.uuid,
      nowMs,
    });
    return { ...plan, givesOne };
  }
}

interface Plan extends GatePlan {
  readonly givesOne: boolean;
}
