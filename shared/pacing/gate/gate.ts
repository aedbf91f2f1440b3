import { type Limits, limitsOf } from '../limits.ts';
import type { Later, Turn, TurnEnd, TurnWish } from '../pacer.ts';
import { isCharged } from '../rules/charges.ts';
import { isPaused, longerPause, type Pause } from '../rules/pause.ts';
import type { Verdict } from '../rules/round.ts';
import { freeSlots, heldSlots } from '../rules/slots.ts';
import { pacingTimes } from '../times.ts';
import { Alarm } from './alarm.ts';
import { Drain } from './drain.ts';
import { Exchange, type Exchanged, type GateDeps } from './exchange.ts';
import { KnownMailbox } from './knownMailbox.ts';
import { OwnSlots } from './ownSlots.ts';
import { sleepUntil } from './sleepUntil.ts';
import { isWanted, SlotSharing } from './slotSharing.ts';
import { turn } from './turn.ts';
import { type Waiter, Waiters } from './waiters.ts';

/** A store that fails so often in a row is down. */
const mostFailures = 3;
const never = Number.POSITIVE_INFINITY;

/**
 * The queue of one mailbox in this process. Its jobs share what they ask of the row: one exchange is under way at a time, and
 * wishes that come meanwhile go with the next one. Where nothing is charged, a slot goes on to the next job without it.
 */
export class Gate {
  readonly #deps: GateDeps;
  readonly #row: KnownMailbox;
  readonly #waiters = new Waiters();
  readonly #own = new OwnSlots();
  readonly #sharing = new SlotSharing(this.#own);
  readonly #exchange: Exchange;
  readonly #drain = new Drain();
  readonly #alarm: Alarm;
  /** The jobs that the exchange under way decides about. */
  #inRound: ReadonlySet<Waiter> = new Set();
  /** Jobs that found all slots in use. */
  readonly #without = new WeakSet<Waiter>();
  #exchanging: Promise<void> | undefined;
  #askAtMs = never;
  #retryAtMs = 0;
  #toldPause: Pause | undefined;
  /** A job was started on knowledge that gets old. */
  #wantsLook = false;
  /** Turns that are granted and not begun, or begun and not ended. */
  #turns = 0;
  #sleeping = 0;

  constructor(mailbox: string, deps: GateDeps) {
    this.#deps = deps;
    this.#row = new KnownMailbox(mailbox, deps.store, deps.clock);
    this.#exchange = new Exchange(deps, this.#row, this.#own, this.#sharing);
    this.#alarm = new Alarm(deps.clock, () => this.#serve());
  }

  /** Nothing waits, runs or is held: it can be forgotten. */
  get isQuiet(): boolean {
    const { count } = this.#own;
    return this.#waiters.count + this.#turns + count === 0 && this.#exchanging === undefined;
  }

  reserve(wish: TurnWish): Promise<Turn | Later> {
    return new Promise((settle, fail) => {
      const waiter = { wish, settle, fail };
      this.#waiters.add(waiter);
      this.#handOn(this.#deps.clock.now());
      if (!this.#waiters.has(waiter)) return;
      if (this.#waiters.count === 1 || this.#newcomerAsks) this.#askNow();
      this.#serve();
    });
  }

  get #limits(): Limits {
    return limitsOf(this.#deps.limits, this.#row.state.ownLimits);
  }

  get #pause(): Pause | undefined {
    const own = longerPause(this.#row.state.pause, this.#toldPause);
    return longerPause(own, this.#deps.forAll.pause);
  }

  get #seenAtMs(): number {
    return Math.min(this.#row.seenAtMs, this.#deps.forAll.seenAtMs);
  }

  /** Behind others that wait for a slot a newcomer knows the answer, unless a start costs more than that. */
  get #newcomerAsks(): boolean {
    return this.#hasFree || isCharged(this.#limits);
  }

  get #hasFree(): boolean {
    const { inFlight } = this.#limits;
    if (inFlight === undefined) return true;
    return freeSlots(heldSlots(this.#row.state.slots, this.#deps.clock.now()), inFlight) > 0;
  }

  #askNow(): void {
    this.#askAtMs = this.#deps.clock.now();
  }

  /** Does what can be done now, and sees to it that the rest is done in time. */
  #serve(): void {
    const nowMs = this.#deps.clock.now();
    this.#handOn(nowMs);
    this.#sendAway(nowMs);
    const dueAtMs = this.#dueAtMs(nowMs);
    this.#alarm.set(Math.min(this.#patienceMs(), dueAtMs > nowMs ? dueAtMs : never));
    if (dueAtMs <= nowMs && !this.#exchanging) {
      this.#exchanging = this.#exchangeAll().finally(() => {
        this.#exchanging = undefined;
        this.#serve();
      });
    }
  }

  /** Starts what needs no word of the store. */
  #handOn(nowMs: number): void {
    if (!this.#row.isKnown || this.#seenAtMs + pacingTimes.blindMs <= nowMs) return;
    if (isCharged(this.#limits) || isPaused(this.#pause, nowMs)) return;
    const isLimited = this.#limits.inFlight !== undefined;
    for (let next = this.#waiters.first; next; next = this.#waiters.first) {
      if (isLimited && this.#sharing.owesOne(this.#row.state, nowMs)) return;
      const token = isLimited ? this.#own.use(nowMs, nowMs) : undefined;
      if (isLimited && token === undefined) return;
      this.#wantsLook ||= this.#seenAtMs + pacingTimes.lookMs <= nowMs;
      this.#grant(next, nowMs, token);
    }
  }

  /** Tells those to come back who cannot wait as long as it takes until a slot is free. */
  #sendAway(nowMs: number): void {
    this.#waiters.inOrder.forEach((waiter, ahead) => {
      if (!this.#maySendAway(waiter)) return;
      if (nowMs + this.#drain.expectedMs(ahead) < waiter.wish.mayWaitUntilMs) return;
      this.#waiters.remove(waiter);
      waiter.settle({ kind: 'later', atMs: this.#drain.backAtMs(nowMs), why: 'InFlight' });
    });
  }

  #maySendAway(waiter: Waiter): boolean {
    if (this.#inRound.has(waiter)) return false;
    const slotsAreAll = this.#own.count > 0 && !isCharged(this.#limits);
    return slotsAreAll || this.#without.has(waiter);
  }

  /** When the row is needed next. */
  #dueAtMs(nowMs: number): number {
    const { count } = this.#waiters;
    const reasons = [
      this.#toldPause ? nowMs : never,
      count > 0 ? this.#askAtMs : never,
      this.#wantsLook ? nowMs : never,
      count > 0 ? this.#own.renewAtMs() : never,
      count + this.#sleeping > 0 ? this.#seenAtMs + pacingTimes.lookMs : never,
      this.#own.releaseAtMs(this.#hasFree && !isWanted(this.#row.state, nowMs)),
      this.#sharing.givesOne(this.#row.state, nowMs) ? nowMs : never,
    ];
    return Math.max(Math.min(...reasons), this.#retryAtMs);
  }

  /** When the first job is to be sent away. */
  #patienceMs(): number {
    const waiters = this.#waiters.inOrder.filter((waiter) => this.#maySendAway(waiter));
    return Math.min(...waiters.map(({ wish }) => wish.mayWaitUntilMs));
  }

  /** Never throws: who waited is told. */
  async #exchangeAll(): Promise<void> {
    // Wishes of the same moment go together.
    await undefined;
    try {
      for (let failures = 0; ; ) {
        const result = await this.#exchangeOnce();
        if (result.kind === 'done') break;
        if (result.kind === 'failed' && ++failures === mostFailures) throw result.error;
        const { clock } = this.#deps;
        await clock.sleep(clock.random() * pacingTimes.conflictPauseMs);
      }
    } catch (error) {
      this.#retryAtMs = this.#deps.clock.now() + pacingTimes.retryMs;
      for (const waiter of this.#waiters.inOrder) {
        this.#waiters.remove(waiter);
        waiter.fail(error);
      }
    } finally {
      this.#inRound = new Set();
    }
  }

  async #exchangeOnce(): Promise<Exchanged> {
    let waiters: readonly Waiter[] = [];
    let toldPause: Pause | undefined;
    const exchanged = await this.#exchange.once(() => {
      waiters = this.#waiters.inOrder;
      this.#inRound = new Set(waiters);
      toldPause = this.#toldPause;
      return { wishes: waiters.map(({ wish }) => wish), toldPause };
    });
    if (exchanged.kind !== 'done') return exchanged;
    if (toldPause === this.#toldPause) this.#toldPause = undefined;
    this.#wantsLook = false;
    if (!exchanged.hasWritten) {
      this.#retryAtMs = Math.max(this.#retryAtMs, this.#deps.clock.now() + pacingTimes.restMs);
    }
    this.#carryOut(waiters, exchanged.verdicts);
    return exchanged;
  }

  #carryOut(waiters: readonly Waiter[], verdicts: readonly Verdict[]): void {
    const nowMs = this.#deps.clock.now();
    const asked = this.#inRound;
    this.#inRound = new Set();
    verdicts.forEach((verdict, n) => {
      const waiter = waiters[n];
      if (!waiter || !this.#waiters.has(waiter)) return;
      switch (verdict.kind) {
        case 'go':
          this.#go(waiter, verdict.startsAtMs, nowMs);
          break;
        case 'later':
          this.#waiters.remove(waiter);
          waiter.settle(verdict);
          break;
        case 'noSlot':
          this.#without.add(waiter);
          break;
        default:
          verdict satisfies never;
      }
    });
    // Jobs that came, or slots that became free, during the exchange.
    const hasNew = this.#waiters.inOrder.some((waiter) => !asked.has(waiter));
    const hasIdle = this.#own.idleTokens.length > 0;
    const asksNow = (hasNew && this.#newcomerAsks) || (hasIdle && isCharged(this.#limits));
    this.#askAtMs = asksNow ? nowMs : nowMs + this.#askAgainMs();
  }

  #go(waiter: Waiter, startsAtMs: number, nowMs: number): void {
    const isLimited = this.#limits.inFlight !== undefined;
    const token = isLimited ? this.#own.use(Math.max(startsAtMs, nowMs), nowMs) : undefined;
    if (isLimited && token === undefined) this.#without.add(waiter);
    else this.#grant(waiter, startsAtMs, token);
  }

  /** A process with slots sees free ones when it looks; one without asks more often, not all at the same time. */
  #askAgainMs(): number {
    if (this.#own.count > 0) return pacingTimes.lookMs;
    return pacingTimes.askAgainMs * (0.75 + this.#deps.clock.random() / 2);
  }

  #grant(waiter: Waiter, startsAtMs: number, token: string | undefined): void {
    this.#waiters.remove(waiter);
    this.#turns++;
    this.#sleeping++;
    void this.#begin(waiter, startsAtMs, token);
  }

  async #begin(waiter: Waiter, startsAtMs: number, token: string | undefined): Promise<void> {
    const { clock } = this.#deps;
    if (startsAtMs > clock.now()) await sleepUntil(clock, startsAtMs);
    this.#sleeping--;
    const nowMs = clock.now();
    const lateMs = isCharged(this.#limits) ? pacingTimes.tokenLateMs : pacingTimes.guardMs;
    const leftMs = startsAtMs + lateMs - nowMs;
    const isBlind = this.#seenAtMs + pacingTimes.blindMs <= nowMs;
    if (leftMs > 0 && !isBlind && !isPaused(this.#pause, nowMs)) {
      waiter.settle(turn(clock, leftMs, (how) => this.#end(how, token)));
      return;
    }
    this.#turns--;
    if (token !== undefined) this.#own.free(token, nowMs);
    this.#waiters.add(waiter);
    this.#askNow();
    this.#serve();
  }

  /** No await on the way of an answer: the next job starts in the same moment. */
  #end(how: TurnEnd, token: string | undefined): Promise<void> | undefined {
    const nowMs = this.#deps.clock.now();
    this.#turns--;
    this.#drain.ended(nowMs, this.#waiters.count > 0);
    if (how.kind === 'throttled') {
      const told = { untilMs: nowMs + how.forMs, reason: how.code, by: 'Exchange' };
      this.#toldPause = longerPause(this.#toldPause, told);
    }
    if (token !== undefined) {
      if (how.kind === 'noAnswer') this.#own.abandon(token);
      else this.#own.free(token, nowMs);
    }
    if (isCharged(this.#limits) && this.#waiters.count > 0) this.#askNow();
    this.#serve();
    return how.kind === 'throttled' ? this.#told() : undefined;
  }

  /** Until the pause is written down, or cannot be now. */
  async #told(): Promise<void> {
    while (this.#toldPause && this.#exchanging !== undefined) await this.#exchanging;
  }
}
