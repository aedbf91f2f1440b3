import type { Ledger } from '../../shared/ledger/ledger.ts';
import type { FoundRow, LedgerRow, VersionedRow } from '../../shared/ledger/row.ts';
import type { Instance } from './instance.ts';
import { illegalMove } from './legalMoves.ts';
import type { Seam, Service } from './seam.ts';
import type { VirtualTime } from './virtualTime.ts';

interface Stored extends VersionedRow {
  readonly writtenAtMs: number;
}

/** The ledger's table: conditional writes, and a clock of its own. */
export class LedgerTable {
  /** Writes against the protocol's list of transitions. */
  readonly illegalWrites: string[] = [];
  readonly #rows = new Map<string, Stored>();
  readonly #time: VirtualTime;
  #writes = 0;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  row(jobId: string): LedgerRow | undefined {
    return this.#rows.get(jobId)?.row;
  }

  read(jobId: string): FoundRow | undefined {
    const stored = this.#rows.get(jobId);
    // The Date header of the answer has whole seconds, the Timestamp has milliseconds.
    const answeredAtMs = Math.floor(this.#time.now() / 1000) * 1000;
    return stored && { ...stored, ageMs: answeredAtMs - stored.writtenAtMs };
  }

  insert(jobId: string, row: LedgerRow): VersionedRow | undefined {
    return this.#rows.has(jobId) ? undefined : this.#write(jobId, row);
  }

  replace(jobId: string, etag: string, row: LedgerRow): VersionedRow | undefined {
    return this.#rows.get(jobId)?.etag === etag ? this.#write(jobId, row) : undefined;
  }

  #write(jobId: string, row: LedgerRow): VersionedRow {
    const illegal = illegalMove(this.#rows.get(jobId)?.row, row);
    if (illegal) this.illegalWrites.push(`${jobId}: ${illegal}`);
    this.#writes += 1;
    const stored = { row, etag: `etag ${this.#writes}`, writtenAtMs: this.#time.now() };
    this.#rows.set(jobId, stored);
    return { row, etag: stored.etag };
  }
}

/** The ledger as one process sees it. */
export function simulatedLedger(
  table: LedgerTable,
  service: Service,
  seam: Seam,
  by: Instance,
): Ledger {
  const call = <Answer>(what: string, jobId: string, shown: string, act: () => Answer) =>
    seam.call({
      ...{ by, service, what, jobId, act },
      shown: (answer: Answer) => (answer === undefined ? shown : ''),
    });
  const conflict = 'is REFUSED: somebody wrote before';
  return {
    read: (jobId) => call('read', jobId, 'finds no row', () => table.read(jobId)),
    insert: (jobId, row) => call('insert', jobId, conflict, () => table.insert(jobId, row)),
    replace: (jobId, etag, row) =>
      call('replace', jobId, conflict, () => table.replace(jobId, etag, row)),
  };
}
