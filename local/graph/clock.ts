/** Where the time of mails and limits comes from, so that a test can let a day pass in a moment. */
export interface Clock {
  /** Milliseconds since 1970. */
  nowMs(): number;
}

/** The computer's clock. */
export const systemClock: Clock = { nowMs: () => Date.now() };
