import {
  DefaultAzureCredential,
  ManagedIdentityCredential,
  type TokenCredential,
} from '@azure/identity';
import { ServiceBusClient, type ServiceBusClientOptions } from '@azure/service-bus';
import type { Connection } from '../connection.ts';

/**
 * How often a broken or refused connection is tried again. The client's own default is every 30 s, so a restarted
 * emulator would stand idle that long.
 */
const reconnect: ServiceBusClientOptions = {
  retryOptions: { maxRetries: 3, retryDelayInMs: 500, maxRetryDelayInMs: 2_000 },
};

/** A Service Bus client for a binding's connection. */
export function createServiceBusClient(connection: Connection): ServiceBusClient {
  switch (connection.kind) {
    case 'connectionString':
      return new ServiceBusClient(connection.connectionString, reconnect);
    case 'identity':
      return new ServiceBusClient(
        connection.fullyQualifiedNamespace,
        credential(connection),
        reconnect,
      );
    default:
      return connection satisfies never;
  }
}

/** `<connection>__credential` = `managedidentity` (with `__clientId` for a user-assigned one); without it the developer's own sign-in. */
function credential({ credential, clientId }: Connection & { kind: 'identity' }): TokenCredential {
  if (credential?.toLowerCase() !== 'managedidentity') return new DefaultAzureCredential();
  return clientId ? new ManagedIdentityCredential({ clientId }) : new ManagedIdentityCredential();
}
