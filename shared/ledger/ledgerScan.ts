import type { FoundRow } from './row.ts';

/** A row met on a walk through the ledger. */
export interface ScannedRow {
  readonly jobId: string;
  readonly found: FoundRow;
}

/** What housekeeping looks for; times are milliseconds since 1970 by the store's clock. */
export interface ScanFor {
  /** Rows not written since, of whatever state. */
  readonly writtenBeforeMs: number;
  /** Rows of jobs that are not finished although their life ended before. */
  readonly openSinceMs: number;
}

/** Walks through the ledger, for housekeeping only. Methods throw `StoreUnavailable`. */
export interface LedgerScan {
  rows(what: ScanFor): AsyncIterable<ScannedRow>;
  /** Deletes a row as it was found. False: it changed meanwhile, and stays. A transaction of the table could not ask that. */
  remove(row: ScannedRow): Promise<boolean>;
}
