import type { TableClient } from '@azure/data-tables';
import { StoreUnavailable } from '../storeUnavailable.ts';
import type { Ledger } from './ledger.ts';
import type { FoundRow } from './row.ts';
import { fromEntity, ledgerKeys, toEntity } from './rowEntity.ts';
import { tableErrorCode } from './tableError.ts';

/** Longest wait for one answer of the store, its client's own retries included, in milliseconds. */
const answerWithinMs = 15_000;

/** The ledger in one table of Azure Table Storage. The table must exist. */
export function tableLedger(table: TableClient): Ledger {
  return {
    async read(jobId) {
      const { partitionKey, rowKey } = ledgerKeys(jobId);
      let storeNowMs = Number.NaN;
      const entity = await answered('read', jobId, ['ResourceNotFound'], (abortSignal) =>
        table.getEntity(partitionKey, rowKey, {
          abortSignal,
          onResponse: ({ headers }) => {
            storeNowMs = Date.parse(headers.get('date') ?? '');
          },
        }),
      );
      if (!entity) return undefined;
      const writtenAtMs = Date.parse(entity.timestamp ?? '');
      const found: FoundRow = {
        row: fromEntity(entity),
        etag: entity.etag,
        writtenAtMs,
        ageMs: storeNowMs - writtenAtMs,
      };
      if (Number.isNaN(found.ageMs)) {
        throw new StoreUnavailable(`The store told no time with the ledger row "${jobId}".`);
      }
      return found;
    },

    async insert(jobId, row) {
      const written = await answered('insert', jobId, ['EntityAlreadyExists'], (abortSignal) =>
        table.createEntity(toEntity(jobId, row), { abortSignal }),
      );
      return written && { row, etag: etagOf(written, jobId) };
    },

    async replace(jobId, etag, row) {
      const written = await answered(
        'replace',
        jobId,
        ['ResourceNotFound', 'UpdateConditionNotSatisfied'],
        (abortSignal) => table.updateEntity(toEntity(jobId, row), 'Replace', { etag, abortSignal }),
      );
      return written && { row, etag: etagOf(written, jobId) };
    },
  };
}

/**
 * The answer, or undefined for one of the error codes that the caller expects. Everything else is a fault of the store:
 * by the status alone a missing table (404 TableNotFound) would read as "this job has no record" and be sent again.
 */
async function answered<T>(
  what: string,
  jobId: string,
  expected: readonly string[],
  ask: (abortSignal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await ask(AbortSignal.timeout(answerWithinMs));
  } catch (cause) {
    if (expected.includes(tableErrorCode(cause) ?? '')) return undefined;
    throw new StoreUnavailable(`Could not ${what} the ledger row "${jobId}".`, { cause });
  }
}

function etagOf(written: { etag?: string }, jobId: string): string {
  if (written.etag) return written.etag;
  throw new StoreUnavailable(`The store named no version for the ledger row "${jobId}".`);
}
