import type { Later, Turn, TurnEnd, TurnWish } from '../pacer.ts';
import type { Pause } from '../rules/pause.ts';
import type { Verdict } from '../rules/round.ts';
import { pacingTimes } from '../times.ts';
import { Alarm } from './alarm.ts';
import { Drain } from './drain.ts';
import { Exchange, type GateDeps } from './exchange.ts';
import { Knowledge } from './knowledge.ts';
import { KnownMailbox } from './knownMailbox.ts';
import { OwnSlots } from './ownSlots.ts';
import { PromisedTurn } from './promisedTurn.ts';
import { sendAway } from './sendAway.ts';
import { sleepUntil } from './sleepUntil.ts';
import { isWanted, SlotSharing } from './slotSharing.ts';
import { turn } from './turn.ts';
import { type Waiter, Waiters } from './waiters.ts';

const never = Number.POSITIVE_INFINITY;

/**
 * The queue of one mailbox in this process. Its jobs share what they ask of the row: one exchange is under way at a time, and
 * wishes that come meanwhile go with the next one. Where nothing is charged, a slot goes on to the next job without it.
 */
export class Gate {
  readonly #deps: GateDeps;
  readonly #row: KnownMailbox;
  readonly #known: Knowledge;
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
  readonly #promised: PromisedTurn;
  #exchanging: Promise<void> | undefined;
  #askAtMs = never;
  #retryAtMs = 0;
  /** A job was started on knowledge that gets old. */
  #wantsLook = false;
  /** Turns that are granted and not begun, or begun and not ended. */
  #turns = 0;
  #sleeping = 0;

  constructor(mailbox: string, deps: GateDeps) {
    this.#deps = deps;
    this.#row = new KnownMailbox(mailbox, deps.store, deps.clock);
    this.#known = new Knowledge(deps, this.#row);
    this.#exchange = new Exchange(deps, this.#row, this.#own, this.#sharing);
    this.#promised = new PromisedTurn(deps.clock);
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
      const waits = this.#waiters.has(waiter);
      if (waits && (this.#waiters.count === 1 || this.#newcomerAsks)) this.#askNow();
      this.#serve();
    });
  }

  /** Behind others that wait for a slot a newcomer knows the answer, unless a start costs more than that. */
  get #newcomerAsks(): boolean {
    return this.#known.hasFreeSlot(this.#deps.clock.now()) || this.#known.isCharged;
  }

  #askNow(): void {
    this.#askAtMs = this.#deps.clock.now();
  }

  /** Does what can be done now, and sees to it that the rest is done in time. */
  #serve(): void {
    const nowMs = this.#deps.clock.now();
    this.#handOn(nowMs);
    const patientUntilMs = sendAway(this.#waiters, this.#drain, nowMs, (waiter) =>
      this.#maySendAway(waiter),
    );
    const dueAtMs = this.#dueAtMs(nowMs);
    const { untilMs: promisedUntilMs } = this.#promised;
    this.#alarm.set(Math.min(patientUntilMs, promisedUntilMs, dueAtMs > nowMs ? dueAtMs : never));
    if (dueAtMs <= nowMs && !this.#exchanging) {
      this.#exchanging = this.#exchangeAll().finally(() => {
        this.#exchanging = undefined;
        this.#serve();
      });
    }
  }

  /** Starts what needs no word of the store. */
  #handOn(nowMs: number): void {
    const { isCharged, needsSlot } = this.#known;
    const startsFromMs = this.#known.startsFromMs(nowMs);
    const cannotKeep = isCharged || !needsSlot || this.#own.count === 0;
    if (cannotKeep || this.#promised.untilMs <= startsFromMs) this.#promised.break();
    if (isCharged || startsFromMs > nowMs || this.#known.isBlind(nowMs)) return;
    while (this.#promised.isOpen || this.#waiters.count > 0) {
      const owesOne = needsSlot && this.#sharing.owesOne(this.#row.state, nowMs);
      if (owesOne && !this.#promised.isOpen) return;
      const token = needsSlot ? this.#own.use(nowMs, nowMs) : undefined;
      if (needsSlot && token === undefined) {
        if (!owesOne) this.#promiseOne(nowMs);
        return;
      }
      this.#wantsLook ||= this.#known.seenAtMs + pacingTimes.lookMs <= nowMs;
      if (token !== undefined && this.#promised.isOpen) this.#promised.keep(token);
      else this.#grant(this.#waiters.first, nowMs, token);
    }
  }

  /** The next job is told to get ready, when it need not wait long. */
  #promiseOne(nowMs: number): void {
    const { first } = this.#waiters;
    const mayPromise = !this.#promised.isOpen && this.#own.count > 0 && this.#drain.isFast(nowMs);
    if (!first || !mayPromise) return;
    this.#waiters.remove(first);
    this.#turns++;
    first.settle(this.#promised.make((how, token) => this.#end(how, token)));
  }

  #maySendAway(waiter: Waiter): boolean {
    if (this.#inRound.has(waiter)) return false;
    const slotsAreAll = this.#own.count > 0 && !this.#known.isCharged;
    return slotsAreAll || this.#without.has(waiter);
  }

  /** When the row is needed next. */
  #dueAtMs(nowMs: number): number {
    const { count } = this.#waiters;
    const reasons = [
      this.#known.toldPause ? nowMs : never,
      count > 0 ? this.#askAtMs : never,
      this.#wantsLook ? nowMs : never,
      count > 0 ? this.#own.renewAtMs() : never,
      count + this.#sleeping > 0 ? this.#known.seenAtMs + pacingTimes.lookMs : never,
      this.#own.releaseAtMs(this.#known.hasFreeSlot(nowMs) && !isWanted(this.#row.state, nowMs)),
      this.#sharing.givesOne(this.#row.state, nowMs) ? nowMs : never,
    ];
    return Math.max(Math.min(...reasons), this.#retryAtMs);
  }

  /** Never throws: who waited is told. */
  async #exchangeAll(): Promise<void> {
    let waiters: readonly Waiter[] = [];
    let toldPause: Pause | undefined;
    try {
      const { verdicts, hasWritten } = await this.#exchange.untilDecided(() => {
        waiters = this.#waiters.inOrder;
        this.#inRound = new Set(waiters);
        toldPause = this.#known.toldPause;
        return { wishes: waiters.map(({ wish }) => wish), toldPause };
      });
      if (toldPause === this.#known.toldPause) this.#known.toldPause = undefined;
      this.#wantsLook = false;
      if (!hasWritten) {
        this.#retryAtMs = Math.max(this.#retryAtMs, this.#deps.clock.now() + pacingTimes.restMs);
      }
      this.#carryOut(waiters, verdicts);
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
    const asksNow = (hasNew && this.#newcomerAsks) || (hasIdle && this.#known.isCharged);
    this.#askAtMs = asksNow ? nowMs : nowMs + this.#askAgainMs();
  }

  #go(waiter: Waiter, startsAtMs: number, nowMs: number): void {
    const { needsSlot } = this.#known;
    const token = needsSlot ? this.#own.use(Math.max(startsAtMs, nowMs), nowMs) : undefined;
    if (needsSlot && token === undefined) this.#without.add(waiter);
    else this.#grant(waiter, startsAtMs, token);
  }

  /** A process with slots sees free ones when it looks; one without asks more often, not all at the same time. */
  #askAgainMs(): number {
    if (this.#own.count > 0) return pacingTimes.lookMs;
    return pacingTimes.askAgainMs * (0.75 + this.#deps.clock.random() / 2);
  }

  #grant(waiter: Waiter | undefined, startsAtMs: number, token: string | undefined): void {
    if (!waiter) return;
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
    const lateMs = this.#known.isCharged ? pacingTimes.tokenLateMs : pacingTimes.guardMs;
    const leftMs = startsAtMs + lateMs - nowMs;
    if (leftMs > 0 && !this.#known.isBlind(nowMs) && this.#known.startsFromMs(nowMs) <= nowMs) {
      waiter.settle(turn(clock, leftMs, true, (how) => this.#end(how, token)));
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
    if (how.kind === 'throttled') this.#known.throttled(nowMs + how.forMs, how.code);
    if (token !== undefined) {
      this.#drain.ended(nowMs, this.#waiters.count > 0 || this.#promised.isOpen);
      if (how.kind === 'noAnswer') this.#own.abandon(token);
      else this.#own.free(token, nowMs);
    }
    if (this.#known.isCharged && this.#waiters.count > 0) this.#askNow();
    this.#serve();
    return how.kind === 'throttled' ? this.#told() : undefined;
  }

  /** Until the pause is written down, or cannot be now. */
  async #told(): Promise<void> {
    while (this.#known.toldPause && this.#exchanging !== undefined) await this.#exchanging;
  }
}
