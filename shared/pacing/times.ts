const secondMs = 1000;
const minuteMs = 60 * secondMs;

/** All times of pacing in milliseconds, each with its reason. */
export const pacingTimes = {
  /** Exchange counts messages by the minute. */
  rateWindowMs: minuteMs,
  /**
   * A request starts at most so long after the time it was granted; later it must ask again. The windows are longer by it, so
   * whenever a request starts within it, no window holds too many. It costs 1.5 % of the rate, and takes up a difference of
   * the instances' clocks as well: they must agree within half of it. (A store's own Date header counts whole seconds: too
   * coarse to correct a clock by.)
   */
  tokenLateMs: 900,
  /** How far ahead a start is granted. The caller sleeps until then; what would start later is planned, and comes back. */
  lookAheadMs: { high: 20 * secondMs, normal: 4 * secondMs, bulk: 2 * secondMs },
  /** A planned job comes back so long before its time: the queue may deliver late. */
  wakeUpEarlyMs: 2 * secondMs,
  /** Planned times lie at least so far apart where no rate is set. */
  unpacedIntervalMs: 50,
  /** Planned jobs that have not come for so long do not exist any more: others need not wait behind them. */
  hollowMs: minuteMs,
  /** The end of a pause as near as this is waited for in place: to come back later would cost more than it. */
  shortPauseMs: 2 * secondMs,
  /** When a job comes back to a mailbox that is paused until a person resumes it. */
  pausedRecheckMs: minuteMs,

  /** A slot is held so long after the turn was given: guard 10 s, HTTP deadline 60 s, and 30 s that Graph works on after an abort. */
  slotCoversMs: 100 * secondMs,
  /** The lease of a slot when it is taken or renewed; the difference to `slotCoversMs` is for handing on without a write. */
  slotLeaseMs: 160 * secondMs,
  /** A lease that ends sooner is renewed, while the slot can still be handed on. */
  slotRenewMs: 120 * secondMs,
  /** A slot that nobody uses is given back after this, when it was the last free one; */
  slotIdleMs: 500,
  /** else after this: longer than the time between two mails at 30 a minute, which then share a slot and its write. */
  slotKeepMs: 2500,
  /** The last slot of a process is given to another one that waits only after this: every change costs a little idle time. */
  slotTurnMs: 10 * secondMs,
  /** So long the wish of another process for a slot counts. */
  wantedMs: 3 * secondMs,
  /** A process without a slot looks for one so often. */
  askAgainMs: 500,

  /** The row of a mailbox in use is looked at so often: a pause or the wish of another process must be seen soon. */
  lookMs: 2 * secondMs,
  /** A row that others write too is read before it is written, unless it was seen within this. */
  contendedMs: 200,
  /** Nothing starts on knowledge older than this. */
  blindMs: 4 * secondMs,
  /** After a failure of the store: how soon work in the background is tried again. */
  retryMs: secondMs,
  /** The shortest time between two exchanges of which the first had nothing to write. */
  restMs: 5,
  /** The longest pause before a row that somebody else has changed is read again, per try; random, so that processes part. */
  conflictPauseMs: 20,
  /** A turn without a token (no rate, no quota) may start so long after it was given: the guard of docs/protocol.md, section 8. */
  guardMs: 10 * secondMs,
  /** A slot is promised ahead where one gets free at least so often: far within the guard, so that hardly a claim is written in vain. */
  promiseMs: secondMs,
  /** How far ahead a job is sent that found all slots in use: at least and at most. */
  noSlotMs: { least: 5 * secondMs, most: 2 * minuteMs },

  /** Recipients count for a day, in steps. */
  recipientsWindowMs: 24 * 60 * minuteMs,
  recipientsStepMs: 15 * minuteMs,
  /** Uploaded bytes count for 5 minutes, in steps. */
  uploadWindowMs: 5 * minuteMs,
  uploadStepMs: 10 * secondMs,
} as const;
