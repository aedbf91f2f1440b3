import type { TableClient } from '@azure/data-tables';
import { tableErrorCode } from '../ledger/tableError.ts';
import { doctorTimes } from './times.ts';

/** Asks whether tables can be used. */
export interface TableAccess {
  /** What is wrong, a table each with the code of the store; empty when all can be read and written. Never throws. */
  faults(): Promise<readonly string[]>;
}

/** No row has this key, so deleting it changes nothing; the store asks for the right to write before it looks. */
const noRow = { partitionKey: 'mailchute-doctor', rowKey: 'never-written' } as const;

/** Asks each table by reading a row and deleting one that does not exist: nothing is left behind, whatever breaks off. */
export function tableAccess(tables: Readonly<Record<string, TableClient>>): TableAccess {
  return {
    async faults() {
      const asked = Object.entries(tables).map(async ([name, table]) => {
        const fault = await faultOf(table);
        return fault === undefined ? [] : [`${name}: ${fault}`];
      });
      return (await Promise.all(asked)).flat();
    },
  };
}

async function faultOf(table: TableClient): Promise<string | undefined> {
  const { partitionKey, rowKey } = noRow;
  const options = () => ({ abortSignal: AbortSignal.timeout(doctorTimes.storeAnswerMs) });
  for (const ask of [
    () => table.getEntity(partitionKey, rowKey, options()),
    () => table.deleteEntity(partitionKey, rowKey, options()),
  ]) {
    try {
      await ask();
    } catch (error) {
      const code = tableErrorCode(error);
      if (code !== 'ResourceNotFound') return code ?? 'no answer';
    }
  }
  return undefined;
}
