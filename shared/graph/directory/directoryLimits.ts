/** How long one request to the directory may be tried. */
export interface RequestLimits {
  /** An answer that takes longer, to its last byte, is given up. Milliseconds. */
  readonly requestMs: number;
  /** Tries of one request, the first one included. */
  readonly mostTries: number;
  /** All waits between these tries together. A longer Retry-After is not waited for, and never cut short. Milliseconds. */
  readonly mostWaitMs: number;
}

/**
 * Reads of a run. One more try with a fresh token included, tries and waits end within the time that a run may hold its list
 * (`syncTimes.lockMs`).
 */
export const runLimits: RequestLimits = { requestMs: 25_000, mostTries: 5, mostWaitMs: 120_000 };

/** Look-ups while a mail waits: the job itself is put back and tried later, so one short repetition is enough. */
export const lookUpLimits: RequestLimits = { requestMs: 10_000, mostTries: 2, mostWaitMs: 5_000 };

/** Numbers of Graph's directory reads. */
export const directoryLimits = {
  /** Groups on one page, Graph's most (group-list.md). */
  groupsPerPage: 999,
  /** Requests in one batch, Graph's most (json-batching.md). */
  requestsPerBatch: 20,
  /** Characters that a value in a plain `eq` filter may have (known issues of Graph, number 13635). */
  filterCharacters: 120,
  /** Bytes of one answer: 999 users with a hundred addresses each have about 6 MB. More is no answer of Graph. */
  answerBytes: 33_554_432,
  /** Pages of one list: 10 million members. No list of Graph is longer, but a broken one may not end. */
  mostPages: 10_000,
  /** First wait without a Retry-After; each further one is twice as long. Milliseconds. */
  firstWaitMs: 1_000,
} as const;
