import type { TableClient } from '@azure/data-tables';
import type { Problems } from '../failed/problems.ts';
import { fromStore } from '../storeUnavailable.ts';
import { tableErrorCode } from './tableError.ts';

/** All in one partition: the list is short and read as a whole. */
const partitionKey = 'problems';

/** The list of problems in a table of Azure Table Storage, which must exist. */
export function tableProblems(table: TableClient): Problems {
  return {
    async add({ jobId, state, reason, text, parkedAs, enqueuedAtMs }) {
      // A conflict is listed beside the job's own entry; a row key takes no slash.
      const rowKey = state === 'conflict' ? (parkedAs ?? jobId).replace('/', '~') : jobId;
      const enqueuedAt = new Date(enqueuedAtMs);
      const parked = parkedAs === undefined ? {} : { parkedAs };
      const entity = { partitionKey, rowKey, jobId, state, reason, text, enqueuedAt, ...parked };
      await fromStore('list a problem', () => table.upsertEntity(entity, 'Replace'));
    },

    async remove(jobId) {
      await fromStore('remove a problem', async () => {
        try {
          await table.deleteEntity(partitionKey, jobId);
        } catch (error) {
          if (tableErrorCode(error) !== 'ResourceNotFound') throw error;
        }
      });
    },
  };
}
