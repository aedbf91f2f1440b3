import type { Reason } from '../job/reasons.ts';

/** States of a job. `held` is the final form of `uncertain`: people see `uncertain`. */
export const states = [
  'queued',
  'sending',
  'uncertain',
  'held',
  'failed',
  'cancelled',
  'expired',
  'sent',
] as const;

/** The state of a job in the ledger. */
export type State = (typeof states)[number];

/**
 * What was passed over before a further attempt: nothing; an attempt that was searched for and not found; one without any
 * proof. Lists the possible doubles and is never lowered.
 */
export type Doubt = 'none' | 'absent' | 'unproved';

/** What the ledger knows of one job (docs/protocol.md, section 2). Times are milliseconds since 1970. */
export interface LedgerRow {
  readonly state: State;
  /** Replays so far. */
  readonly epoch: number;
  /** Random id of the latest attempt, also its client-request-id: proves "this write is mine". */
  readonly claim: string;
  /** Graph calls begun. */
  readonly attempts: number;
  /** Not before; while queued. */
  readonly dueMs: number | undefined;
  /** End of life. */
  readonly deadlineMs: number;
  /** `contentOf` the job; empty = any (cancelled before it was met, or its claim check could not be read). */
  readonly content: string;
  readonly doubt: Doubt;
  /** Object id of the mailbox, Message-ID and start of the first attempt: where, for what and from when on to search. */
  readonly mailbox: string | undefined;
  readonly messageId: string | undefined;
  readonly firstAttemptAtMs: number | undefined;
  /** Why, for people: code, Graph's own code, sentence. */
  readonly reason: Reason | undefined;
  readonly code: string | undefined;
  readonly text: string | undefined;
  /** Graph's id of the request it took. */
  readonly requestId: string | undefined;
  readonly producer: string | undefined;
  readonly enqueuedAtMs: number;
  /** A person gave the body up: it is parked no more. */
  readonly discardedAtMs: number | undefined;
  /** Not purged before this. */
  readonly keepUntilMs: number | undefined;
}

/** A row as read or written: with the version that the next conditional write must name. */
export interface VersionedRow {
  readonly row: LedgerRow;
  readonly etag: string;
}

/** A row as read, with its age by the store's own clock: no skew between instances. */
export interface FoundRow extends VersionedRow {
  readonly ageMs: number;
  /** When it was last written, by the store's clock, milliseconds since 1970. */
  readonly writtenAtMs: number;
}
