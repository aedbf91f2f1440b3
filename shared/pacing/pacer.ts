import type { Priority } from '../job/job.ts';

/** What one attempt will cost its mailbox. */
export interface TurnWish {
  /** Object id of the mailbox. */
  readonly mailbox: string;
  readonly priority: Priority;
  readonly recipientCount: number;
  readonly sizeBytes: number;
  /** The job has come back from a `Later` before: it may go now if anything may. */
  readonly wasPlanned: boolean;
  /** Until when the caller can wait in place, milliseconds since 1970; beyond that it is told when to come back. */
  readonly mayWaitUntilMs: number;
}

/** Why a job must wait for its mailbox. */
export type PaceReason = 'RateLimit' | 'InFlight' | 'RecipientLimit' | 'UploadLimit' | 'Paused';

/** How the request of a turn ended, as far as the mailbox is concerned. */
export type TurnEnd =
  /** Exchange has answered, or the request was never started: the slot is free. */
  | { readonly kind: 'answered' }
  /** Nobody knows whether Exchange still works on it: the slot frees itself when its lease is over. */
  | { readonly kind: 'noAnswer' }
  /** Exchange asked to wait: the whole mailbox pauses, in all instances. */
  | { readonly kind: 'throttled'; readonly forMs: number; readonly code: string };

/** The right to start one request: now, or in a moment, when a slot is free. What must be on disk before it is written meanwhile. */
export interface Turn {
  readonly kind: 'turn';
  /**
   * Whether the request may start, told as soon as it may. To be asked right before it: a late request would be in another minute
   * than the one it was counted in.
   */
  mayStart(): Promise<boolean>;
  /** To be called once, whatever happened. Never throws: a slot that could not be given back frees itself. */
  end(how: TurnEnd): Promise<void>;
}

/** Not now. */
export interface Later {
  readonly kind: 'later';
  /** When to come back, milliseconds since 1970: a time planned for this job alone, unless all slots are in use. */
  readonly atMs: number;
  readonly why: PaceReason;
}

/** Keeps the limits of mailboxes over all instances. Throws `StoreUnavailable`: then nothing may be sent. */
export interface Pacer {
  reserve(wish: TurnWish): Promise<Turn | Later>;
}
