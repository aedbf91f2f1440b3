import { DefaultAzureCredential, type TokenCredential } from '@azure/identity';
import { ServiceBusClient } from '@azure/service-bus';
import { BlobServiceClient } from '@azure/storage-blob';

interface QueueName {
  /** The queue that Mailchute listens on. Left out: `mail`. */
  readonly queue?: string;
}

/** Azure, signed in by a token: no secret in the application. */
export interface AzureOptions extends QueueName {
  /** Host name of the Service Bus namespace, such as `contoso.servicebus.windows.net`. */
  readonly namespace: string;
  /** Name of Mailchute's storage account, such as `contosomail`. Needed for messages above 192 KB. */
  readonly storageAccount?: string;
  /** Left out: `DefaultAzureCredential`. */
  readonly credential?: TokenCredential;
}

/** Connection strings, as the local stack prints them. */
export interface ConnectionStringOptions extends QueueName {
  readonly serviceBus: string;
  /** Needed for messages above 192 KB. */
  readonly storage?: string;
}

/** How to reach the queue, and the storage for what is too large for it. */
export type MailQueueOptions = AzureOptions | ConnectionStringOptions;

/** Clients for what the options name; nothing is contacted before the first mail. */
export interface Connection {
  readonly serviceBus: ServiceBusClient;
  readonly storage: BlobServiceClient | undefined;
}

/** Makes the clients. Throws `TypeError` when an option is missing or is no host or account name. */
export function connect(options: MailQueueOptions): Connection {
  if ('serviceBus' in options) {
    const { serviceBus, storage } = options;
    return {
      serviceBus: new ServiceBusClient(serviceBus),
      storage: storage === undefined ? undefined : BlobServiceClient.fromConnectionString(storage),
    };
  }
  const { namespace, storageAccount, credential = new DefaultAzureCredential() } = options;
  matching('namespace', namespace, hostName, 'a host name such as contoso.servicebus.windows.net');
  if (storageAccount !== undefined) {
    matching('storageAccount', storageAccount, accountName, 'a name such as contosomail, no URL');
  }
  return {
    serviceBus: new ServiceBusClient(namespace, credential),
    storage:
      storageAccount === undefined
        ? undefined
        : new BlobServiceClient(`https://${storageAccount}.blob.core.windows.net`, credential),
  };
}

const hostName = /^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)+$/i;
const accountName = /^[a-z0-9]{3,24}$/;

/** The value is not shown: a connection string that got into the wrong option holds a key. */
function matching(option: string, value: unknown, form: RegExp, allowed: string): void {
  if (typeof value === 'string' && form.test(value)) return;
  const what = value === undefined ? 'is missing' : 'has another form';
  throw new TypeError(
    `MailQueue: the option "${option}" ${what}. Allowed: ${allowed}; or connection strings as "serviceBus" and "storage".`,
  );
}
