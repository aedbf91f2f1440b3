import { odata, type TableClient, type TableEntityResult } from '@azure/data-tables';
import { fromStore } from '../storeUnavailable.ts';
import type { LedgerScan, ScannedRow } from './ledgerScan.ts';
import { fromEntity, ledgerKeys } from './rowEntity.ts';
import { tableErrorCode } from './tableError.ts';

/** Walks through the ledger's table; the store filters, so that only what is looked for travels. */
export function tableLedgerScan(table: TableClient): LedgerScan {
  return {
    async *rows({ writtenBeforeMs, openSinceMs }) {
      const old = odata`Timestamp lt ${new Date(writtenBeforeMs)}`;
      const open = odata`(state eq 'queued' or state eq 'sending' or state eq 'uncertain') and deadline lt ${new Date(openSinceMs)}`;
      let storeNowMs = Date.now();
      const pages = table
        .listEntities<Record<string, unknown>>({
          queryOptions: { filter: `(${old}) or (${open})` },
          onResponse: ({ headers }) => {
            storeNowMs = Date.parse(headers.get('date') ?? '') || storeNowMs;
          },
        })
        .byPage();
      for await (const page of pages) {
        for (const entity of page) yield scanned(entity, storeNowMs);
      }
    },

    async remove({ jobId, found }) {
      const { partitionKey, rowKey } = ledgerKeys(jobId);
      return fromStore('purge a ledger row', async () => {
        try {
          await table.deleteEntity(partitionKey, rowKey, { etag: found.etag });
          return true;
        } catch (error) {
          if (goneOrChanged.includes(tableErrorCode(error))) return false;
          throw error;
        }
      });
    },
  };
}

const goneOrChanged: readonly unknown[] = ['ResourceNotFound', 'UpdateConditionNotSatisfied'];

function scanned(
  entity: TableEntityResult<Record<string, unknown>>,
  storeNowMs: number,
): ScannedRow {
  const writtenAtMs = Date.parse(entity.timestamp ?? '');
  const { etag } = entity;
  return {
    jobId: String(entity.rowKey),
    found: { row: fromEntity(entity), etag, writtenAtMs, ageMs: storeNowMs - writtenAtMs },
  };
}
