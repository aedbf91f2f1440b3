import type { Limits } from '../limits.ts';
import type { Later, PaceReason, TurnWish } from '../pacer.ts';
import { pacingTimes } from '../times.ts';
import { chargeStart, quotaWait } from './charges.ts';
import type { MailboxState } from './mailboxState.ts';
import { backAfter, endsSoon, isPaused, type Pause } from './pause.ts';
import { backlogEnd, mayTake, noTails, planned } from './plan.ts';
import { earliestStart, evenTime, intervalMs } from './tokens.ts';

/** What one round decides about: the jobs of one process that want a turn of one mailbox, in their order. */
export interface Round {
  readonly wishes: readonly TurnWish[];
  readonly limits: Limits;
  /** The pause of the mailbox or of all, whichever is longer. */
  readonly pause: Pause | undefined;
  /** So many may start. */
  readonly slotCount: number;
  readonly nowMs: number;
}

/** What becomes of one wish; `noSlot`: it stays where it is. */
export type Verdict =
  | { readonly kind: 'go'; readonly startsAtMs: number }
  | { readonly kind: 'noSlot' }
  | Later;

interface Step {
  readonly state: MailboxState;
  readonly verdict: Verdict;
}

/**
 * Decides who starts when and who comes back when, and what the row says then: the same state where nothing changes. A start
 * is granted only to who has a slot, so that no granted start passes unused while its job waits for one.
 */
export function decide(
  state: MailboxState,
  round: Round,
): { readonly state: MailboxState; readonly verdicts: readonly Verdict[] } {
  const verdicts: Verdict[] = [];
  let slotsLeft = round.slotCount;
  // Starts of those without a slot are only expected: they put others off, but nobody has them.
  let expected = isHollow(state, round) ? { ...state, tails: noTails } : state;
  let taken: MailboxState | undefined;
  for (const wish of round.wishes) {
    const next = stepOf(expected, wish, round);
    const hasNoSlot = next.verdict.kind === 'go' && slotsLeft === 0;
    if (hasNoSlot) taken ??= expected;
    else if (next.verdict.kind === 'go') slotsLeft--;
    verdicts.push(hasNoSlot ? { kind: 'noSlot' } : next.verdict);
    expected = next.state;
  }
  return { state: taken ? withCharges(expected, taken) : expected, verdicts };
}

function stepOf(state: MailboxState, wish: TurnWish, { limits, pause, nowMs }: Round): Step {
  const isHeld = isPaused(pause, nowMs);
  const fromMs = isHeld ? backAfter(pause, nowMs) : nowMs;
  if (isHeld && (!endsSoon(pause, nowMs) || fromMs > wish.mayWaitUntilMs)) {
    return plan(state, wish, limits, { fromMs, notBeforeMs: fromMs, why: 'Paused' });
  }
  const rate = limits.messagesPerMinute;
  const startsAtMs = rate === undefined ? fromMs : earliestStart(state.starts, rate, fromMs);
  const wait = quotaWait(state, wish, limits, { startsAtMs, nowMs });
  if (wait) return { state: wait.state, verdict: wait.later };
  if (rate !== undefined) {
    const isInTime = startsAtMs <= Math.max(wish.mayWaitUntilMs, nowMs);
    if (!isInTime || !mayTake(state.tails, wish, startsAtMs, nowMs)) {
      const evenMs = evenTime(state.starts, rate, fromMs);
      return plan(state, wish, limits, { fromMs: evenMs, notBeforeMs: fromMs, why: 'RateLimit' });
    }
  }
  return {
    state: chargeStart(state, wish, limits, startsAtMs),
    verdict: { kind: 'go', startsAtMs },
  };
}

function plan(
  state: MailboxState,
  { priority }: TurnWish,
  limits: Limits,
  { fromMs, notBeforeMs, why }: { fromMs: number; notBeforeMs: number; why: PaceReason },
): Step {
  const tails = planned(state.tails, priority, fromMs, intervalMs(limits.messagesPerMinute));
  const atMs = Math.max(tails[priority] - pacingTimes.wakeUpEarlyMs, notBeforeMs);
  return { state: { ...state, tails }, verdict: { kind: 'later', atMs, why } };
}

/** What was planned, with the charges of those alone who start. */
function withCharges(plans: MailboxState, taken: MailboxState): MailboxState {
  const { starts, recipients, upload } = taken;
  const isPlanned =
    plans.tails !== taken.tails ||
    plans.recipients.tailMs !== recipients.tailMs ||
    plans.upload.tailMs !== upload.tailMs;
  if (!isPlanned) return taken;
  return {
    ...plans,
    starts,
    recipients: { ...plans.recipients, count: recipients.count },
    upload: { ...plans.upload, count: upload.count },
  };
}

/** Whether jobs were planned that do not come: starts pass unused, and a newcomer waits behind nobody. */
function isHollow({ starts, tails }: MailboxState, { wishes, limits, pause, nowMs }: Round) {
  if (backlogEnd(tails, nowMs) === undefined || wishes.every((wish) => wish.wasPlanned)) {
    return false;
  }
  const pauseEndMs = pause ? (pause.untilMs ?? Number.POSITIVE_INFINITY) : 0;
  const busyAtMs = Math.max(starts.at(-1) ?? 0, pauseEndMs);
  const quietMs = Math.max(pacingTimes.hollowMs, 3 * intervalMs(limits.messagesPerMinute));
  return busyAtMs + quietMs < nowMs;
}
