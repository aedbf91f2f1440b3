import { odata, type TableClient } from '@azure/data-tables';
import { fromStore } from '../storeUnavailable.ts';
import { reportFromEntity, reportKeyAt, reportPartition, reportToEntity } from './reportEntity.ts';
import type { RunReport } from './sync/rows.ts';
import type { SenderStore } from './sync/senderStore.ts';
import { answerInTime, type Keys, removeEntities } from './tableSenderStoreRows.ts';

/** The reports of runs, beside the state in the table `senderstate`. */
export function tableReports(
  table: TableClient,
): Pick<SenderStore, 'writeReport' | 'reports' | 'removeReportsBefore'> {
  return {
    async writeReport(report) {
      await fromStore('write a report of the sync', () =>
        table.upsertEntity(reportToEntity(report), 'Replace', { abortSignal: answerInTime() }),
      );
    },

    reports(most) {
      return fromStore('read the reports of the sync', async () => {
        const filter = odata`PartitionKey eq ${reportPartition}`;
        const found: RunReport[] = [];
        if (most === 0) return found;
        const pages = table
          .listEntities<Record<string, unknown>>({ queryOptions: { filter } })
          .byPage({ maxPageSize: Math.min(most, 1000) });
        for await (const page of pages) {
          found.push(...page.map(reportFromEntity));
          if (found.length >= most) break;
        }
        return found.slice(0, most);
      });
    },

    async removeReportsBefore(ms) {
      const filter = odata`PartitionKey eq ${reportPartition} and RowKey gt ${`${reportKeyAt(ms)}~`}`;
      const select = ['partitionKey', 'rowKey'];
      const old = await fromStore('read the reports of the sync', async () => {
        const keys: Keys[] = [];
        const entities = table.listEntities<Keys>({ queryOptions: { filter, select } });
        for await (const { partitionKey, rowKey } of entities) keys.push({ partitionKey, rowKey });
        return keys;
      });
      await removeEntities(table, old);
    },
  };
}
