import type { Clock } from '../clock.ts';
import { StoreUnavailable } from '../storeUnavailable.ts';
import { KnownMailbox } from './gate/knownMailbox.ts';
import {
  isLimit,
  type Limits,
  limitNames,
  limitsOf,
  mostMessagesPerMinute,
  type OwnLimits,
} from './limits.ts';
import { allMailboxes, type MailboxStore } from './mailboxStore.ts';
import type { LimitChanges, MailboxView, PacingAdmin } from './pacingAdmin.ts';
import { type MailboxState, withoutPast } from './rules/mailboxState.ts';
import { isPaused, longerPause, type Pause } from './rules/pause.ts';
import { backlogEnd, noTails } from './rules/plan.ts';
import { recipientRule, uploadRule } from './rules/quotaRules.ts';
import { usedAmount } from './rules/rollingCount.ts';
import { earliestStart } from './rules/tokens.ts';
import { pacingTimes } from './times.ts';

/** A row that others change so often while a person changes it is written by something else than Mailchute. */
const mostTries = 50;

/** What people see and change of the pacing, by the rows of the mailboxes. */
export function storePacingAdmin(store: MailboxStore, limits: Limits, clock: Clock): PacingAdmin {
  const pauseForAll = async () => current((await store.read(allMailboxes)).state.pause);
  const current = (pause: Pause | undefined) => (isPaused(pause, clock.now()) ? pause : undefined);

  async function* views(): AsyncIterable<MailboxView> {
    const pause = await pauseForAll();
    for await (const { mailbox, state } of store.list()) {
      yield viewOf(mailbox, state, { limits, pause, nowMs: clock.now() });
    }
  }

  async function change(
    mailbox: string,
    changed: (state: MailboxState) => MailboxState,
  ): Promise<void> {
    const row = new KnownMailbox(mailbox, store, clock);
    await row.read();
    for (let tries = 0; tries < mostTries; tries++) {
      const written = await row.write(changed(row.state));
      if (written === 'written') return;
      if (written !== 'changed') throw written.failed;
      await clock.sleep(clock.random() * pacingTimes.conflictPauseMs);
    }
    throw new StoreUnavailable(`The row of mailbox "${mailbox}" changes all the time. Try again.`);
  }

  return {
    list: views,
    pauseForAll,

    async read(mailbox) {
      const [{ state }, pause] = await Promise.all([store.read(mailbox), pauseForAll()]);
      return viewOf(mailbox, state, { limits, pause, nowMs: clock.now() });
    },

    pause: (mailbox, pause) => change(mailbox, (state) => ({ ...state, pause })),

    async resume(mailbox) {
      if (!current((await store.read(mailbox)).state.pause)) return false;
      await change(mailbox, (state) => resumed(state, clock.now()));
      return true;
    },

    async setLimits(mailbox, changes) {
      checkLimits(changes);
      await change(mailbox, (state) => withLimits(state, changes));
    },

    async inFlightCount(mailbox) {
      const count = (state: MailboxState) => withoutPast(state, clock.now()).slots.length;
      if (mailbox !== allMailboxes) return count((await store.read(mailbox)).state);
      let sum = 0;
      for await (const { state } of store.list()) sum += count(state);
      return sum;
    },
  };
}

/** Jobs that were planned behind the end of the pause come then; those that come earlier need not wait behind them. */
function resumed(state: MailboxState, nowMs: number): MailboxState {
  if (!isPaused(state.pause, nowMs)) return state;
  const { untilMs } = state.pause;
  const tails = untilMs === undefined ? state.tails : noTails;
  return { ...state, tails, pause: { ...state.pause, untilMs: nowMs } };
}

function checkLimits(changes: LimitChanges): void {
  for (const name of limitNames) {
    const value = changes[name];
    if (typeof value !== 'number' || isLimit(name, value)) continue;
    const most = name === 'messagesPerMinute' ? ` to ${mostMessagesPerMinute}` : '';
    throw new RangeError(
      `The limit ${name} is ${value}. Allowed: whole numbers from 1${most}, or "none".`,
    );
  }
}

/** Times that were planned for another rate count no more. */
function withLimits(state: MailboxState, changes: LimitChanges): MailboxState {
  const all = Object.entries({ ...state.ownLimits, ...changes });
  const ownLimits: OwnLimits = Object.fromEntries(all.filter(([, value]) => value !== 'default'));
  const isSameRate = ownLimits.messagesPerMinute === state.ownLimits.messagesPerMinute;
  return { ...state, ownLimits, tails: isSameRate ? state.tails : noTails };
}

function viewOf(
  mailbox: string,
  state: MailboxState,
  all: { limits: Limits; pause: Pause | undefined; nowMs: number },
): MailboxView {
  const { nowMs } = all;
  const { starts, slots, recipients, upload, tails, pause, ownLimits } = withoutPast(state, nowMs);
  const limits = limitsOf(all.limits, ownLimits);
  const rate = limits.messagesPerMinute;
  const isRecent = (startMs: number) =>
    startMs <= nowMs && startMs + pacingTimes.rateWindowMs > nowMs;
  return {
    mailbox,
    limits,
    ownLimits,
    pause: longerPause(isPaused(pause, nowMs) ? pause : undefined, all.pause),
    startsLastMinute: starts.filter(isRecent).length,
    nextStartAtMs: rate === undefined ? nowMs : earliestStart(starts, rate, nowMs),
    backlogEndsAtMs: latest(nowMs, backlogEnd(tails, nowMs), recipients.tailMs, upload.tailMs),
    slotsHeld: slots.length,
    recipientsLastDay: usedAmount(recipients.count, recipientRule(0), nowMs),
    uploadBytesLast5Min: usedAmount(upload.count, uploadRule(0), nowMs),
  };
}

/** The last of some times to come; undefined: none is to come. */
function latest(nowMs: number, ...times: readonly (number | undefined)[]): number | undefined {
  const lastMs = Math.max(...times.map((time) => time ?? 0));
  return lastMs > nowMs ? lastMs : undefined;
}
