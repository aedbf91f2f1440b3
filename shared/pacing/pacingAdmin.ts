import type { Limits, OwnLimits } from './limits.ts';
import type { Pause } from './rules/pause.ts';

/** What a mailbox may do now, for people. Times are milliseconds since 1970. */
export interface MailboxView {
  readonly mailbox: string;
  /** The limits that count for it. */
  readonly limits: Limits;
  /** Those of them that are its own. */
  readonly ownLimits: OwnLimits;
  /** Its own pause, or that of all mailboxes. */
  readonly pause: Pause | undefined;
  readonly startsLastMinute: number;
  /** When the next start is free by the rate; now: at once. */
  readonly nextStartAtMs: number;
  /** The last planned time; undefined: no job is planned. */
  readonly backlogEndsAtMs: number | undefined;
  readonly slotsHeld: number;
  readonly recipientsLastDay: number;
  readonly uploadBytesLast5Min: number;
}

/** A new value for some limits of one mailbox; `default` takes its own away. */
export type LimitChanges = { readonly [Name in keyof Limits]?: number | 'none' | 'default' };

/** What people see and change of the pacing. Every method throws `StoreUnavailable`; `'*'` (`allMailboxes`) stands for all. */
export interface PacingAdmin {
  read(mailbox: string): Promise<MailboxView>;
  /** All mailboxes that ever sent. */
  list(): AsyncIterable<MailboxView>;
  /** The pause of all mailboxes. */
  pauseForAll(): Promise<Pause | undefined>;
  /** Takes the place of an earlier pause. All instances see it within a few seconds. */
  pause(mailbox: string, pause: Pause): Promise<void>;
  /** Ends a pause of this row, whoever made it. False: there was none. */
  resume(mailbox: string): Promise<boolean>;
  /** Throws `RangeError` for a value that is no limit. */
  setLimits(mailbox: string, changes: LimitChanges): Promise<void>;
  /**
   * Requests that may be in flight, over all instances. A slot counts until it is given back, a second after its request, or
   * until its lease is over; a mailbox without a limit for what is in flight has no slots and counts nothing.
   */
  inFlightCount(mailbox: string): Promise<number>;
}
