/** A mailbox as a header writes it; `name` is empty when the header gave none. */
export interface Address {
  readonly name: string;
  readonly address: string;
}

/** What Exchange reads from the headers: who sends, and the envelope, which comes from To, Cc and Bcc only. */
export interface Envelope {
  readonly from: Address;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly bcc: readonly Address[];
  readonly subject: string;
  /** Header Message-ID with its angle brackets; absent when the message has none. */
  readonly internetMessageId?: string;
}

/** One mail that the simulator accepted, with the bytes as they came. */
export interface AcceptedMessage extends Envelope {
  /** The simulator's own id. */
  readonly id: string;
  /** Object id of the mailbox that sent it. */
  readonly mailboxId: string;
  /** Primary address of the mailbox that sent it. */
  readonly mailbox: string;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  /** When it leaves Drafts, ISO 8601, UTC; absent when at once. */
  readonly leavesDraftsAt?: string;
  readonly requestId: string;
  readonly clientRequestId?: string;
  /** `json`: the MIME was composed here from Graph's JSON form. */
  readonly submittedAs: 'mime' | 'json';
  /** False only when the JSON form said so: then no copy is filed in Sent Items. */
  readonly saveToSentItems: boolean;
  readonly sizeBytes: number;
  /** SHA-256 of the bytes, 64 hex digits; empty when bytes are not kept. */
  readonly sha256: string;
  /** Empty when bytes are not kept. */
  readonly mime: Buffer;
}

/** A message without its bytes, as lists show it. */
export type MessageSummary = Omit<AcceptedMessage, 'mime'>;

/** Whether the mail still waits in Drafts for its mailbox's rate. */
export function isHeld({ leavesDraftsAt }: AcceptedMessage, nowMs: number): boolean {
  return leavesDraftsAt !== undefined && nowMs < Date.parse(leavesDraftsAt);
}

/** The summary of a message: everything but its bytes. */
export function summaryOf(message: AcceptedMessage): MessageSummary {
  const { mime: _mime, ...summary } = message;
  return summary;
}
