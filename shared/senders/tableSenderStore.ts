import { isDeepStrictEqual } from 'node:util';
import type { TableClient } from '@azure/data-tables';
import { tableErrorCode } from '../ledger/tableError.ts';
import { fromStore, StoreUnavailable } from '../storeUnavailable.ts';
import { addressFromEntity, addressKeys, addressToEntity } from './addressEntity.ts';
import { personFromEntity, personKeys, personToEntity } from './personEntity.ts';
import { stateFromEntity, stateKeys, stateToEntity } from './stateEntity.ts';
import type { AddressRow, DirectoryState, PersonRow } from './sync/rows.ts';
import type { FoundState, SenderStore } from './sync/senderStore.ts';
import { tableReports } from './tableSenderStoreReports.ts';
import { answerInTime, eachEntity, eachEntityOf, writeEntities } from './tableSenderStoreRows.ts';

/** The tables of the list of senders. They must exist. */
export interface SenderTables {
  readonly senders: TableClient;
  readonly addresses: TableClient;
  readonly state: TableClient;
}

/** The list of senders in Azure Table Storage. */
export function tableSenderStore(tables: SenderTables): SenderStore {
  return {
    readState: () => readState(tables.state),

    async writeState(state, found) {
      const version = await writeState(tables.state, state, found);
      if (version !== undefined) return { state, version };
      // The client repeats a request whose answer was lost, and then is refused because of what it wrote itself.
      const there = await readState(tables.state);
      return isDeepStrictEqual(there?.state, state) ? there : undefined;
    },

    async addresses() {
      const rows = new Map<string, AddressRow>();
      await eachEntity(tables.addresses, (entity) => keepAddress(rows, addressFromEntity(entity)));
      return rows;
    },

    async addressesOf(addresses) {
      const rows = new Map<string, AddressRow>();
      await eachEntityOf(tables.addresses, addresses.map(addressKeys), (entity) =>
        keepAddress(rows, addressFromEntity(entity)),
      );
      return rows;
    },

    writeAddresses: (rows, mayGoOn) =>
      writeEntities(tables.addresses, entitiesOf(rows, addressToEntity), mayGoOn),

    async people() {
      const rows = new Map<string, PersonRow>();
      await eachEntity(tables.senders, (entity) => keepPerson(rows, personFromEntity(entity)));
      return rows;
    },

    async peopleOf(mailboxIds) {
      const rows = new Map<string, PersonRow>();
      await eachEntityOf(tables.senders, mailboxIds.map(personKeys), (entity) =>
        keepPerson(rows, personFromEntity(entity)),
      );
      return rows;
    },

    writePeople: (rows, mayGoOn) =>
      writeEntities(tables.senders, entitiesOf(rows, personToEntity), mayGoOn),

    ...tableReports(tables.state),
  };
}

const keepAddress = (rows: Map<string, AddressRow>, row: AddressRow) => rows.set(row.address, row);
const keepPerson = (rows: Map<string, PersonRow>, row: PersonRow) => rows.set(row.mailboxId, row);

/** One at a time: a first run writes hundreds of thousands, which need not all be in memory twice. */
function* entitiesOf<Row, Made>(
  rows: readonly Row[],
  toEntity: (row: Row) => Made,
): Generator<Made> {
  for (const row of rows) yield toEntity(row);
}

async function readState(table: TableClient): Promise<FoundState | undefined> {
  const { partitionKey, rowKey } = stateKeys;
  const entity = await fromStore('read the state of the directory of senders', () =>
    table
      .getEntity(partitionKey, rowKey, { abortSignal: answerInTime() })
      .catch((error: unknown) => {
        if (tableErrorCode(error) !== 'ResourceNotFound') throw error;
        return undefined;
      }),
  );
  return entity && { state: stateFromEntity(entity), version: entity.etag };
}

function writeState(
  table: TableClient,
  state: DirectoryState,
  found: FoundState | undefined,
): Promise<string | undefined> {
  return fromStore('write the state of the directory of senders', async () => {
    const entity = stateToEntity(state);
    const abortSignal = answerInTime();
    try {
      const { etag } = found
        ? await table.updateEntity(entity, 'Replace', { etag: found.version, abortSignal })
        : await table.createEntity(entity, { abortSignal });
      if (etag) return etag;
      throw new StoreUnavailable(
        'The store named no version for the state of the directory of senders.',
      );
    } catch (error) {
      if (othersWere.includes(tableErrorCode(error))) return undefined;
      throw error;
    }
  });
}

const othersWere: readonly unknown[] = [
  'EntityAlreadyExists',
  'ResourceNotFound',
  'UpdateConditionNotSatisfied',
];
