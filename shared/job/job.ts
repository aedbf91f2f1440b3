export const actions = ['send', 'draft'] as const;
/** What is to be done with the mail. */
export type Action = (typeof actions)[number];

export const priorities = ['high', 'normal', 'bulk'] as const;
/** How urgent the mail is among the mails of its own mailbox. */
export type Priority = (typeof priorities)[number];

/** Where the MIME message is: in the queue message itself, or a claim check in the container `mail-jobs`. */
export type JobBody =
  | { readonly kind: 'inline'; readonly mime: Uint8Array }
  | { readonly kind: 'blob'; readonly name: string; readonly sha256: string | undefined };

/** What a producer asked for: the part of the job that makes its content. */
export interface Wish {
  /** The mailbox to send from: address, `user:<address>` or object id. Undefined: found from the From header. */
  readonly mailbox: string | undefined;
  /** The envelope. Undefined: To, Cc and Bcc of the message. */
  readonly recipients: readonly string[] | undefined;
  readonly action: Action;
}

/** One job as its message on the queue says it, checked against the contract. Times are milliseconds since 1970. */
export interface Job extends Wish {
  /** Idempotency key and key of the ledger row. */
  readonly id: string;
  readonly body: JobBody;
  readonly priority: Priority;
  readonly notAfterMs: number | undefined;
  readonly producer: string | undefined;
  readonly replyTo: string | undefined;
  readonly correlationId: string | undefined;
  /** The order of a person to send a held job again, whatever became of its earlier attempts. */
  readonly sendAgain: boolean;
  /** Replays before this one. */
  readonly epoch: number;
  /** Waits of this epoch before this message; 0 for an original or the order of a replay. */
  readonly hop: number;
  /** When the original was enqueued; of a replay, when it was ordered. */
  readonly firstEnqueuedMs: number;
  /** End of the original's own time to live. */
  readonly timeToLiveEndsMs: number | undefined;
}
