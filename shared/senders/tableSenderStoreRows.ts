import {
  odata,
  type TableClient,
  type TableEntity,
  type TransactionAction,
} from '@azure/data-tables';
import { tableErrorCode } from '../ledger/tableError.ts';
import { fromStore } from '../storeUnavailable.ts';
import type { Entity } from './entityFields.ts';
import { sideBySide } from './sideBySide.ts';
import { syncLimits } from './sync/limits.ts';
import { LockLost, type MayGoOn } from './sync/senderStore.ts';
import { syncTimes } from './sync/times.ts';

/** Where an entity lies. */
export interface Keys {
  readonly partitionKey: string;
  readonly rowKey: string;
}

/**
 * Reads every entity of a table whose partitions are hexadecimal, several parts of it at a time: one after the other, the
 * pages of a large table take minutes. Throws `StoreUnavailable`.
 */
export async function eachEntity(table: TableClient, use: (entity: Entity) => void): Promise<void> {
  await sideBySide('0123456789abcdef', syncLimits.requestsAtOnce, async (digit) => {
    // ':' follows 9 and 'g' follows f; for all others it is the next digit.
    const end = String.fromCharCode(digit.charCodeAt(0) + 1);
    const filter = odata`PartitionKey ge ${digit} and PartitionKey lt ${end}`;
    const pages = table
      .listEntities<Record<string, unknown>>({ queryOptions: { filter } })
      .byPage();
    for (;;) {
      const page = await fromStore('read the directory of senders', () => pages.next());
      if (page.done) return;
      for (const entity of page.value) use(entity);
    }
  });
}

/** Reads the entities with these keys; missing ones are left out, a missing table is a fault. Throws `StoreUnavailable`. */
export async function eachEntityOf(
  table: TableClient,
  keys: Iterable<Keys>,
  use: (entity: Entity) => void,
): Promise<void> {
  await sideBySide(keys, syncLimits.requestsAtOnce, async ({ partitionKey, rowKey }) => {
    const entity = await fromStore('read the directory of senders', () =>
      table
        .getEntity<Record<string, unknown>>(partitionKey, rowKey, { abortSignal: answerInTime() })
        .catch((error: unknown) => {
          if (tableErrorCode(error) !== 'ResourceNotFound') throw error;
          return undefined;
        }),
    );
    if (entity) use(entity);
  });
}

/**
 * Writes entities over whatever is there, in batches of one partition. Throws `LockLost` once `mayGoOn` says no, and
 * `StoreUnavailable`; some batches are written then.
 */
export async function writeEntities(
  table: TableClient,
  entities: Iterable<TableEntity>,
  mayGoOn: MayGoOn,
): Promise<void> {
  await sideBySide(batchesOf(entities), syncLimits.requestsAtOnce, async (batch) => {
    if (!(await mayGoOn())) throw new LockLost('The run may no longer write the list of senders.');
    const actions = batch.map((entity): TransactionAction => ['upsert', entity, 'Replace']);
    await fromStore('write the directory of senders', () =>
      table.submitTransaction(actions, { abortSignal: answerInTime() }),
    );
  });
}

/** Removes entities that were read before. Throws `StoreUnavailable`. */
export async function removeEntities(table: TableClient, keys: Iterable<Keys>): Promise<void> {
  await sideBySide(keys, syncLimits.requestsAtOnce, async ({ partitionKey, rowKey }) => {
    await fromStore('remove from the directory of senders', () =>
      table.deleteEntity(partitionKey, rowKey).catch((error: unknown) => {
        if (tableErrorCode(error) !== 'ResourceNotFound') throw error;
      }),
    );
  });
}

/** The signal that ends a request which is not answered in time: a late write would outlive the lock it was made under. */
export function answerInTime(): AbortSignal {
  return AbortSignal.timeout(syncTimes.storeAnswerMs);
}

function* batchesOf(entities: Iterable<TableEntity>): Generator<readonly TableEntity[]> {
  const open = new Map<string, { batch: TableEntity[]; bytes: number }>();
  for (const entity of entities) {
    const { batch, bytes } = open.get(entity.partitionKey) ?? { batch: [], bytes: 0 };
    const grown = bytes + bytesOf(entity);
    if (
      batch.length === syncLimits.rowsPerBatch ||
      (batch.length > 0 && grown > syncLimits.bytesPerBatch)
    ) {
      yield batch;
      open.set(entity.partitionKey, { batch: [entity], bytes: bytesOf(entity) });
    } else {
      batch.push(entity);
      open.set(entity.partitionKey, { batch, bytes: grown });
    }
  }
  for (const { batch } of open.values()) yield batch;
}

/** An estimate, on the high side for plain text. */
function bytesOf(entity: TableEntity): number {
  return Object.values(entity).reduce<number>(
    (sum, value) => sum + 60 + 2 * String(value).length,
    600,
  );
}
