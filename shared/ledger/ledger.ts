import type { FoundRow, LedgerRow, VersionedRow } from './row.ts';

/**
 * The durable record of every job; it alone decides what becomes of one. Every write is conditional. Each method throws
 * `StoreUnavailable` when the store gives no answer: then nothing is known of the write, and the row must be read.
 */
export interface Ledger {
  read(jobId: string): Promise<FoundRow | undefined>;
  /** Undefined: there is a row already. */
  insert(jobId: string, row: LedgerRow): Promise<VersionedRow | undefined>;
  /** Undefined: somebody wrote since the row with this etag was read. */
  replace(jobId: string, etag: string, row: LedgerRow): Promise<VersionedRow | undefined>;
}
