import { odata, type TableClient } from '@azure/data-tables';
import type { Reason } from '../job/reasons.ts';
import { fromStore } from '../storeUnavailable.ts';
import { type Problem, type Problems, problemKey } from './problems.ts';
import { tableErrorCode } from './tableError.ts';

/** All in one partition: the list is short and read as a whole. */
const partitionKey = 'problems';

interface ProblemEntity {
  readonly partitionKey: string;
  readonly rowKey: string;
  readonly jobId: string;
  readonly state: Problem['state'];
  readonly reason: Reason;
  readonly text: string;
  readonly enqueuedAt: Date;
  readonly parkedAs?: string;
}

/** The list of problems in a table of Azure Table Storage, which must exist. */
export function tableProblems(table: TableClient): Problems {
  return {
    async add(problem) {
      await fromStore('list a problem', () => table.upsertEntity(toEntity(problem), 'Replace'));
    },

    find(jobId) {
      return fromStore('read the problems', async () => {
        const filter = odata`PartitionKey eq ${partitionKey} and jobId eq ${jobId}`;
        const found: Problem[] = [];
        const entities = table.listEntities<ProblemEntity>({ queryOptions: { filter } });
        for await (const entity of entities) found.push(fromEntity(entity));
        return found;
      });
    },

    async *list() {
      for await (const entity of table.listEntities<ProblemEntity>()) yield fromEntity(entity);
    },

    async remove(key) {
      await fromStore('remove a problem', async () => {
        try {
          await table.deleteEntity(partitionKey, key);
        } catch (error) {
          if (tableErrorCode(error) !== 'ResourceNotFound') throw error;
        }
      });
    },
  };
}

function toEntity(problem: Problem): ProblemEntity {
  const { jobId, state, reason, text, parkedAs, enqueuedAtMs } = problem;
  return {
    partitionKey,
    rowKey: problemKey(problem),
    jobId,
    state,
    reason,
    text,
    enqueuedAt: new Date(enqueuedAtMs),
    ...(parkedAs !== undefined && { parkedAs }),
  };
}

function fromEntity({ jobId, state, reason, text, parkedAs, enqueuedAt }: ProblemEntity): Problem {
  return { jobId, state, reason, text, parkedAs, enqueuedAtMs: enqueuedAt.getTime() };
}
