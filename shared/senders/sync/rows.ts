import type { Member } from './member.ts';

/**
 * One address: a row of the table `senderaddresses`. It holds two owners, so that a run can write thousands of rows and all of
 * them begin to count at once, when the state's generation is raised: `mailboxId` counts from `generation` on, before that
 * `previousMailboxId` does. An empty id means that the address may not send.
 */
export interface AddressRow {
  readonly address: string;
  readonly mailboxId: string;
  readonly previousMailboxId: string;
  readonly generation: number;
  /** Set when the address lost its owner; the row is kept for auditors. Milliseconds since 1970. */
  readonly removedAtMs: number | undefined;
}

/** Whose address it is at a generation: an object id, or empty. */
export function ownerAt(row: AddressRow | undefined, generation: number): string {
  if (!row) return '';
  return row.generation <= generation ? row.mailboxId : row.previousMailboxId;
}

/** One person or shared mailbox: a row of the table `senders`, for people and reports. The send path does not read it. */
export interface PersonRow extends Member {
  /** When the mailbox was first seen in the group, came back last, or was found changed. Milliseconds since 1970. */
  readonly addedAtMs: number;
  readonly changedAtMs: number;
  readonly removedAtMs: number | undefined;
}

/** The state of the list: one row of the table `senderstate`. */
export interface DirectoryState {
  /** Rows of a higher generation do not count yet. */
  readonly generation: number;
  /** `SENDER_GROUP` as it was set when the list was made: another setting means another list. */
  readonly groupSetting: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly groupMailEnabled: boolean;
  /** Mailboxes that may send, and their addresses. */
  readonly mailboxCount: number;
  readonly addressCount: number;
  /** Start of the last full read that counts. Milliseconds since 1970. */
  readonly fullReadAtMs: number;
  /** Last look that counts, full or for changes. */
  readonly checkedAtMs: number;
  /** Looks for changes since the full read that found none. */
  readonly unchangedCount: number;
  /** Where to ask for changes. Empty: not known, read everything. */
  readonly changesLink: string;
  /** A run has begun to write rows of the next generation and did not end: only a full read can go on from there. */
  readonly writing: boolean;
  /** Who holds the list for a run, and until when. Empty: nobody. */
  readonly lockedBy: string;
  readonly lockedUntilMs: number;
  /** A full read was refused after the whole group was read: the timer does not read it again before this time. */
  readonly fullReadNotBeforeMs: number;
}

/** What one run did: a row of `senderstate`. Counts mailboxes unless said otherwise. */
export interface RunReport {
  readonly runId: string;
  readonly startedAtMs: number;
  readonly kind: 'full' | 'changes';
  readonly outcome: 'done' | 'refused' | 'failed';
  /** A code for machines when it was refused or failed, such as `TooManyRemovals` or Graph's own. */
  readonly reason: string | undefined;
  /** For people: why, and what to do. No address, no name. */
  readonly text: string | undefined;
  /** Later runs that ended in the very same way within the hour: they got no row of their own. */
  readonly repeatedCount: number;
  readonly forced: boolean;
  readonly readCount: number;
  readonly othersCount: number;
  readonly addedCount: number;
  readonly changedCount: number;
  readonly removedCount: number;
  readonly addressesAddedCount: number;
  readonly addressesRemovedCount: number;
  /** Addresses that two members claim: they stay with whoever had them, or with nobody. */
  readonly disputedCount: number;
  /** False: managers could not be read and stay as they were. */
  readonly managersRead: boolean;
  readonly requestCount: number;
  /** Rows written. */
  readonly writtenCount: number;
  readonly durationMs: number;
}
