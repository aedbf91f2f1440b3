import type { Ledger } from '../ledger/ledger.ts';
import type { FoundRow, LedgerRow, VersionedRow } from '../ledger/row.ts';
import { StoreUnavailable } from '../storeUnavailable.ts';

/** Written; or somebody else wrote first, and this is the row now. */
export type Written =
  | { readonly kind: 'written'; readonly version: VersionedRow }
  | { readonly kind: 'changed'; readonly found: FoundRow | undefined };

/**
 * One conditional write against the row that was found (undefined: against none). A write without an answer is never taken
 * as done or as not done: the row is read, and my own claim in it proves that it was done. The same after a refusal, since
 * the client's own retry is refused by its first try. Throws `StoreUnavailable` when the row cannot be read either.
 */
export async function writeRow(
  jobId: string,
  found: VersionedRow | undefined,
  next: LedgerRow,
  ledger: Ledger,
): Promise<Written> {
  const version = await tryWrite(jobId, found, next, ledger);
  if (version) return { kind: 'written', version };
  const now = await ledger.read(jobId);
  return now && isMine(now.row, next)
    ? { kind: 'written', version: now }
    : { kind: 'changed', found: now };
}

async function tryWrite(
  jobId: string,
  found: VersionedRow | undefined,
  next: LedgerRow,
  ledger: Ledger,
): Promise<VersionedRow | undefined> {
  try {
    return found ? await ledger.replace(jobId, found.etag, next) : await ledger.insert(jobId, next);
  } catch (fault) {
    if (fault instanceof StoreUnavailable) return undefined;
    throw fault;
  }
}

/** A row that ends without a claim looks alike for two mails under one id: the content tells them apart. */
function isMine(row: LedgerRow, written: LedgerRow): boolean {
  return (
    row.claim === written.claim &&
    row.state === written.state &&
    row.epoch === written.epoch &&
    row.content === written.content
  );
}
