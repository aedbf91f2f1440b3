/** Every time of the sync, with its reason. */
export const syncTimes = {
  /** How often the timer looks for members that came or went: with `answerMs` below two minutes until a removal counts. */
  pollEveryMs: 60_000,
  /** The same for the timer of the function, as NCRONTAB. */
  pollSchedule: '0 * * * * *',
  /** How often everything is read: only this finds changed addresses. */
  fullReadEveryMs: 3_600_000,
  /** How long an answer of the directory is believed on the send path. */
  answerMs: 30_000,
  /** The same where there is no list and Entra itself is asked: at most a request a minute for each sender. */
  ownerMs: 60_000,
  /**
   * How long a run may hold the list for itself without a word. Longer than one request with its retries: a run asks before
   * each batch whether it still holds it.
   */
  lockMs: 300_000,
  /** A run stops writing so long before its lock ends, which is longer than one batch can take. */
  lockMarginMs: 90_000,
  /** How often a run looks whether less than half of its lock is left, also while it waits for Entra. */
  lockCheckEveryMs: 60_000,
  /** A run that lasts longer gives its lock up: one that hangs must not hold the list for ever. */
  longestRunMs: 1_800_000,
  /** Longest wait for one answer of the store, its client's own retries included. With the store's own 30 s it is well within the margin. */
  storeAnswerMs: 30_000,
  /** The timer does not read the whole group again so soon after what it read was refused: only a person or Entra changes that. */
  refusedFullReadMs: 900_000,
  /** Runs that end in the very same way within this time share one report row. */
  sameReportMs: 3_600_000,
} as const;
