import type { AddressRow, DirectoryState, PersonRow, RunReport } from './rows.ts';

/** The state with the mark that conditional writes need. */
export interface FoundState {
  readonly state: DirectoryState;
  /** Opaque. */
  readonly version: string;
}

/** Whether a run still holds the list. */
export type MayGoOn = () => Promise<boolean>;

/** Where the list of senders is kept. Every function throws `StoreUnavailable`. */
export interface SenderStore {
  readState(): Promise<FoundState | undefined>;
  /** Writes the state if nobody did since `found` (undefined: if there is none). Gives the new version, or undefined when somebody did. */
  writeState(state: DirectoryState, found: FoundState | undefined): Promise<FoundState | undefined>;
  /** Every row, those of removed addresses too. */
  addresses(): Promise<ReadonlyMap<string, AddressRow>>;
  /** Only these; missing rows are left out. */
  addressesOf(addresses: readonly string[]): Promise<ReadonlyMap<string, AddressRow>>;
  /** Writes rows in batches; `mayGoOn` is asked before each one, and false ends it with a `LockLost`. */
  writeAddresses(rows: readonly AddressRow[], mayGoOn: MayGoOn): Promise<void>;
  /** By object id, removed people too. */
  people(): Promise<ReadonlyMap<string, PersonRow>>;
  peopleOf(mailboxIds: readonly string[]): Promise<ReadonlyMap<string, PersonRow>>;
  writePeople(rows: readonly PersonRow[], mayGoOn: MayGoOn): Promise<void>;
  /** Writes a report, over one of the same run if there is one. */
  writeReport(report: RunReport): Promise<void>;
  /** Newest first. */
  reports(most: number): Promise<readonly RunReport[]>;
  removeReportsBefore(ms: number): Promise<void>;
}

/** A run took too long and may no longer write: another one may have begun. What it wrote does not count yet. */
export class LockLost extends Error {
  override readonly name = 'LockLost';
}
