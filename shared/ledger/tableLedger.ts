import type { TableClient } from '@azure/data-tables';
import { StoreUnavailable } from '../storeUnavailable.ts';
import type { Ledger } from './ledger.ts';
import type { FoundRow } from './row.ts';
import { fromEntity, ledgerKeys, toEntity } from './rowEntity.ts';
import { tableAnswer } from './tableAnswer.ts';

const rowText = (verb: string, jobId: string) => `${verb} the ledger row "${jobId}"`;

/** The ledger in one table of Azure Table Storage. The table must exist. */
export function tableLedger(table: TableClient): Ledger {
  return {
    async read(jobId) {
      const { partitionKey, rowKey } = ledgerKeys(jobId);
      let storeNowMs = Number.NaN;
      const entity = await tableAnswer(
        rowText('read', jobId),
        ['ResourceNotFound'],
        (abortSignal) =>
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
      const written = await tableAnswer(
        rowText('insert', jobId),
        ['EntityAlreadyExists'],
        (abortSignal) => table.createEntity(toEntity(jobId, row), { abortSignal }),
      );
      return written && { row, etag: etagOf(written, jobId) };
    },

    async replace(jobId, etag, row) {
      const written = await tableAnswer(
        rowText('replace', jobId),
        ['ResourceNotFound', 'UpdateConditionNotSatisfied'],
        (abortSignal) => table.updateEntity(toEntity(jobId, row), 'Replace', { etag, abortSignal }),
      );
      return written && { row, etag: etagOf(written, jobId) };
    },
  };
}

function etagOf(written: { etag?: string }, jobId: string): string {
  if (written.etag) return written.etag;
  throw new StoreUnavailable(`The store named no version for the ledger row "${jobId}".`);
}
