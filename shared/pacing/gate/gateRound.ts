import { type Limits, limitsOf } from '../limits.ts';
import type { TurnWish } from '../pacer.ts';
import { type MailboxState, withoutPast } from '../rules/mailboxState.ts';
import { longerPause, type Pause } from '../rules/pause.ts';
import { decide, type Verdict } from '../rules/round.ts';
import { freeSlots } from '../rules/slots.ts';
import { pacingTimes } from '../times.ts';
import type { OwnSlots } from './ownSlots.ts';
import { isWanted } from './slotSharing.ts';

/** What one process wants of a mailbox in one exchange with its row. */
export interface GateRound {
  readonly deployment: Limits;
  readonly wishes: readonly TurnWish[];
  readonly own: OwnSlots;
  /** A slot is to be given to another process. */
  readonly givesOne: boolean;
  /** It may take free slots. */
  readonly mayTake: boolean;
  /** What Exchange has told this process and the row may not say yet. */
  readonly toldPause: Pause | undefined;
  readonly pauseForAll: Pause | undefined;
  readonly uuid: () => string;
  readonly nowMs: number;
}

/** What is to be written, and what then becomes of the wishes. */
export interface GatePlan {
  readonly state: MailboxState;
  readonly mustWrite: boolean;
  readonly verdicts: readonly Verdict[];
  readonly taken: readonly string[];
  readonly givenBack: readonly string[];
}

/** Plans one exchange: starts, planned times, slots taken, renewed and given back, all in one write. */
export function planRound(known: MailboxState, round: GateRound): GatePlan {
  const { own, wishes, nowMs } = round;
  const before = withoutPast(known, nowMs);
  own.follow(before.slots, nowMs);
  const limits = limitsOf(round.deployment, before.ownLimits);
  const pause = longerPause(before.pause, round.toldPause);
  const paused = pause === before.pause ? before : { ...before, pause };

  const { inFlight } = limits;
  const free =
    inFlight === undefined ? Number.POSITIVE_INFINITY : freeSlots(before.slots, inFlight);
  const hasFree = free > 0 && !isWanted(before, nowMs);
  const idle = own.idleTokens;
  const given = round.givesOne ? idle.slice(0, 1) : [];
  const kept = idle.slice(given.length);
  const decided = decide(paused, {
    wishes,
    limits,
    pause: longerPause(pause, round.pauseForAll),
    slotCount: kept.length + (round.mayTake || inFlight === undefined ? free : 0),
    nowMs,
  });
  const going = decided.verdicts.filter(({ kind }) => kind === 'go').length;
  const slotsNeeded = inFlight === undefined ? 0 : going;
  const taken = Array.from({ length: Math.max(0, slotsNeeded - kept.length) }, round.uuid);
  const unused = kept.slice(slotsNeeded);
  const givenBack = [...given, ...(own.releaseAtMs(hasFree) <= nowMs ? unused : [])];
  const wanted = wantedAt(before, decided.verdicts, own.count + taken.length, round);
  const mustRenew = wishes.length > 0 && own.renewAtMs() <= nowMs;

  const mustWrite =
    decided.state !== before ||
    wanted !== before.wantedAtMs ||
    taken.length + givenBack.length > 0 ||
    mustRenew;
  const leaseUntilMs = nowMs + pacingTimes.slotLeaseMs;
  const remaining = before.slots.filter(({ token }) => !givenBack.includes(token));
  return {
    state: {
      ...decided.state,
      wantedAtMs: wanted,
      slots: [...own.renewed(remaining, nowMs), ...taken.map((token) => ({ token, leaseUntilMs }))],
    },
    mustWrite,
    verdicts: decided.verdicts,
    taken,
    givenBack,
  };
}

/** Who has no slot and gets none asks the others for one; who has got one takes the question back. */
function wantedAt(
  { wantedAtMs }: MailboxState,
  verdicts: readonly Verdict[],
  slotCountAfter: number,
  { own, nowMs }: GateRound,
): number {
  if (own.count === 0 && slotCountAfter > 0) return 0;
  const isWithout = slotCountAfter === 0 && verdicts.some(({ kind }) => kind === 'noSlot');
  return isWithout && wantedAtMs + pacingTimes.wantedMs <= nowMs ? nowMs : wantedAtMs;
}
