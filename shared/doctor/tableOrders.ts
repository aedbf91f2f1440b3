import type { TableClient } from '@azure/data-tables';
import { tableErrorCode } from '../ledger/tableError.ts';
import { fromStore, StoreUnavailable } from '../storeUnavailable.ts';
import { orderFromFields, orderToFields } from './order.ts';
import type { OrderLook, Orders } from './orders.ts';
import { doctorTimes } from './times.ts';

const key = { partitionKey: 'doctor', rowKey: 'order' } as const;

/** What tells that somebody else wrote in between. */
const othersWrote: readonly unknown[] = [
  'EntityAlreadyExists',
  'ResourceNotFound',
  'UpdateConditionNotSatisfied',
];

/** The order in a table of Azure Table Storage, which must exist. */
export function tableOrders(table: TableClient): Orders {
  return {
    read: () => fromStore('read the order of the doctor', () => readOrder(table)),

    write: (order, version) =>
      fromStore('write the order of the doctor', async () => {
        const entity = { ...key, ...orderToFields(order) };
        const abortSignal = AbortSignal.timeout(doctorTimes.storeAnswerMs);
        try {
          const { etag } =
            version === undefined
              ? await table.createEntity(entity, { abortSignal })
              : await table.updateEntity(entity, 'Replace', { etag: version, abortSignal });
          if (etag) return etag;
          throw new StoreUnavailable('The store named no version for the order of the doctor.');
        } catch (error) {
          if (othersWrote.includes(tableErrorCode(error))) return undefined;
          throw error;
        }
      }),
  };
}

async function readOrder(table: TableClient): Promise<OrderLook> {
  let storeNowMs = Number.NaN;
  const entity = await table
    .getEntity<Record<string, unknown>>(key.partitionKey, key.rowKey, {
      abortSignal: AbortSignal.timeout(doctorTimes.storeAnswerMs),
      onResponse: ({ headers }) => {
        storeNowMs = Date.parse(headers.get('date') ?? '');
      },
    })
    .catch((error: unknown) => {
      if (tableErrorCode(error) !== 'ResourceNotFound') throw error;
      return undefined;
    });
  if (!entity) return { storeNowMs, found: undefined };
  const ageMs = storeNowMs - Date.parse(entity.timestamp ?? '');
  if (Number.isNaN(ageMs)) {
    throw new StoreUnavailable('The store told no time with the order of the doctor.');
  }
  return { storeNowMs, found: { order: orderFromFields(entity), version: entity.etag, ageMs } };
}
