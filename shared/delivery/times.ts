const secondMs = 1000;
const minuteMs = 60 * secondMs;
const dayMs = 24 * 60 * minuteMs;

/** All times of the delivery protocol in milliseconds. Rules and reasons: docs/protocol.md, section 8. */
export const times = {
  /** G: longest time from reservation to the start of the request. Over it the request is not started. */
  guardMs: 10 * secondMs,
  /** The longest that a job waits in place for its mailbox. Shorter than a lock, and what a `high` job is willing to wait. */
  turnWaitMs: 20 * secondMs,
  /** How long a mailbox pauses after a 429 that names no time. */
  throttledMs: 30 * secondMs,
  /** H: our own abort of a request. */
  httpDeadlineMs: 60 * secondMs,
  /** T: a row in `sending` is left alone so long; more than G + H + the ledger's writes. */
  attemptMs: 100 * secondMs,
  /** Looks for a mail in doubt, counted from the `uncertain` row; the last one is the patience P. */
  pollsMs: [15 * secondMs, minuteMs, 3 * minuteMs, 8 * minuteMs, 20 * minuteMs],
  /** Waits between attempts that were proved not to have sent; the last one repeats. */
  ladderMs: [15 * secondMs, minuteMs, 5 * minuteMs, 15 * minuteMs, 30 * minuteMs, 60 * minuteMs],
  /** How long an answer is tried to be recorded while the ledger is down: within the lock of one message. */
  recordWithinMs: 4 * minuteMs,
  /** The longest pause between two such tries. */
  recordPauseMs: 15 * secondMs,
  /** How long a producer may enqueue an id again; the retention less this is A, after which a missing row proves nothing. */
  enqueueAgainMs: 7 * dayMs,
  /** Sent copies are kept in the mailbox at least so long: an older row in doubt cannot be settled by looking. */
  sentCopiesMs: 7 * dayMs,
} as const;

/** P: after it an accepted mail can be found, and no request of the attempt can still be accepted. */
export const patienceMs: number = times.pollsMs.at(-1) ?? 0;
