/** Why sends of a mailbox were refused. */
export type RefusalKind =
  /** Too many at a time. */
  | 'inFlight'
  /** Too many bytes in 5 min. */
  | 'upload'
  /** Too many recipients in a day. */
  | 'recipients'
  /** All else that was not answered 202: what Exchange refuses in a mail, and faults. */
  | 'other';

/**
 * What a mailbox, or all together, was asked for since measuring began. Windows are exact to the millisecond and count
 * everything that came, refused or not: a sender that keeps a limit is one whose figure is not above it.
 */
export interface Measurement {
  /** Sends that arrived, counted when their headers came. */
  readonly requestCount: number;
  /** Those that were answered 202. */
  readonly acceptedCount: number;
  /** Mails that had to stay in Drafts for `messagesPerMinute`. */
  readonly heldCount: number;
  readonly refused: Readonly<Record<RefusalKind, number>>;
  readonly inFlightCount: number;
  readonly mostInFlight: number;
  /** The most arrivals in any 60 s. */
  readonly mostRequestsPerMinute: number;
  /** The most recipients in any 24 h, of mails that passed the checks, by when their body had come. */
  readonly mostRecipientsPerDay: number;
  /** The most bytes of request bodies in any 5 min, by when each body had come. */
  readonly mostUploadBytesPer5Min: number;
  /** Milliseconds since 1970, as the next two; absent while nothing came. */
  readonly firstArrivalMs?: number;
  readonly lastArrivalMs?: number;
  /** When the last 202 was given. */
  readonly lastAcceptedMs?: number;
  /** From arrival to answer, of those answered 202; absent while there is none. */
  readonly latencyMs?: { readonly mean: number; readonly most: number };
}
