import { TableClient } from '@azure/data-tables';
import type { TokenCredential } from '@azure/identity';
import { ServiceBusClient } from '@azure/service-bus';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import type { ServiceBusConnection, StorageConnection } from './config.ts';

/** Gives clients for the tables of an account, by name. The credential counts only where there is no key. */
export function tableClients(
  storage: StorageConnection,
  credential: TokenCredential,
): (name: string) => TableClient {
  if (storage.kind === 'identity') {
    return (name) => withoutTraces(new TableClient(storage.tableUrl, name, credential));
  }
  // Plain http is what a local Azurite speaks; the client refuses it unless told.
  const options = { allowInsecureConnection: true };
  const { connectionString } = storage;
  return (name) => withoutTraces(TableClient.fromConnectionString(connectionString, name, options));
}

/** Gives clients for the blob containers of an account, by name. */
export function containerClients(
  storage: StorageConnection,
  credential: TokenCredential,
): (name: string) => ContainerClient {
  const service =
    storage.kind === 'identity'
      ? new BlobServiceClient(storage.blobUrl, credential)
      : BlobServiceClient.fromConnectionString(storage.connectionString);
  return (name) => service.getContainerClient(name);
}

/** The client of the Service Bus namespace. It connects when it is first used. */
export function serviceBusClient(
  serviceBus: ServiceBusConnection,
  credential: TokenCredential,
): ServiceBusClient {
  return serviceBus.kind === 'identity'
    ? new ServiceBusClient(serviceBus.namespace, credential)
    : new ServiceBusClient(serviceBus.connectionString);
}

/** Prepares no trace of each request: nobody collects them, and they are a quarter of the CPU of a write. */
function withoutTraces(client: TableClient): TableClient {
  client.pipeline.removePolicy({ name: 'tracingPolicy' });
  return client;
}
