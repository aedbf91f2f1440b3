import { TableClient } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';
import { probeEntity } from '../../shared/ledger/tableProbe.ts';
import { storeNames } from '../../shared/storeNames.ts';

/** Makes the tables and containers that Bicep makes in Azure. Does nothing for those that exist. */
export async function makeStores(connectionString: string): Promise<void> {
  const blobs = BlobServiceClient.fromConnectionString(connectionString);
  await Promise.all([
    ...Object.values(storeNames.tables).map((name) =>
      localTable(connectionString, name).createTable(),
    ),
    ...Object.values(storeNames.containers).map((name) =>
      blobs.getContainerClient(name).createIfNotExists(),
    ),
  ]);
}

/** Notes that on this tenant absence proves: the simulator keeps every Message-ID, as a probe would find out. */
export async function noteProbe(connectionString: string): Promise<void> {
  const table = localTable(connectionString, storeNames.tables.probes);
  await table.upsertEntity(probeEntity(true, new Date()), 'Replace');
}

/** A client for a table of a local Azurite. */
export function localTable(connectionString: string, name: string): TableClient {
  return TableClient.fromConnectionString(connectionString, name, {
    allowInsecureConnection: true,
  });
}
