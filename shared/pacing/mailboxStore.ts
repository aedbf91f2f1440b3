import type { MailboxState } from './rules/mailboxState.ts';

/** The row that pauses all mailboxes; its other fields mean nothing. */
export const allMailboxes = '*';

/** A row as it was found; without a version there is none yet. */
export interface FoundMailbox {
  readonly state: MailboxState;
  readonly etag: string | undefined;
}

/** Where the rows of mailboxes lie. Every method throws `StoreUnavailable`; of a write nothing is known then. */
export interface MailboxStore {
  read(mailbox: string): Promise<FoundMailbox>;
  /** Writes against the version that was found. The new version, or undefined: another process was first. */
  write(mailbox: string, found: FoundMailbox, state: MailboxState): Promise<string | undefined>;
  /** All rows but the one for all. */
  list(): AsyncIterable<{ readonly mailbox: string; readonly state: MailboxState }>;
}
