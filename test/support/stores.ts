import { randomUUID } from 'node:crypto';
import { TableClient } from '@azure/data-tables';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { inject } from 'vitest';

/** A fresh table on the run's Azurite. */
export async function freshTable(): Promise<TableClient> {
  const table = unmadeTable();
  await table.createTable();
  return table;
}

/** A table that does not exist. */
export function unmadeTable(): TableClient {
  const name = `t${randomUUID().replaceAll('-', '')}`;
  return TableClient.fromConnectionString(inject('storage'), name, {
    allowInsecureConnection: true,
  });
}

/** A fresh container on the run's Azurite. */
export async function freshContainer(): Promise<ContainerClient> {
  const container = BlobServiceClient.fromConnectionString(inject('storage')).getContainerClient(
    `c${randomUUID()}`,
  );
  await container.create();
  return container;
}
