import { BlobServiceClient, type BlockBlobClient, RestError } from '@azure/storage-blob';
import type { AppSettings } from '../appSettings.ts';
import { StartError } from '../startError.ts';
import type { TimerStatus } from './timerStatus.ts';

/** Remembers the status of timers beyond the life of the host. */
export interface TimerMonitor {
  read(functionName: string): Promise<TimerStatus | undefined>;
  write(functionName: string, status: TimerStatus): Promise<void>;
}

/** The container of the real host (StorageScheduleMonitor.cs). */
const containerName = 'azure-webjobs-hosts';

/**
 * Timer statuses in the blobs the real host keeps them in: `timers/<host id>/<function>/status` of AzureWebJobsStorage.
 * Undefined without that setting; then a missed occurrence is not noticed. Throws {@link StartError} for a wrong one.
 */
export function createTimerMonitor(settings: AppSettings): TimerMonitor | undefined {
  const connectionString = settings['AzureWebJobsStorage'];
  if (!connectionString) return undefined;
  const container = blobService(connectionString).getContainerClient(containerName);
  const hostId = settings['AzureFunctionsWebHost__hostid'] ?? 'local';
  const blob = (name: string): BlockBlobClient =>
    container.getBlockBlobClient(`timers/${hostId}/Host.Functions.${name}/status`);
  return {
    async read(functionName) {
      try {
        const text = await blob(functionName).downloadToBuffer();
        return JSON.parse(text.toString('utf8')) as TimerStatus;
      } catch (error) {
        if (error instanceof RestError && error.statusCode === 404) return undefined;
        throw error;
      }
    },
    async write(functionName, status) {
      await container.createIfNotExists();
      const text = JSON.stringify(status);
      await blob(functionName).upload(text, Buffer.byteLength(text));
    },
  };
}

function blobService(connectionString: string): BlobServiceClient {
  try {
    return BlobServiceClient.fromConnectionString(connectionString, {
      retryOptions: { maxTries: 2, tryTimeoutInMs: 5_000 }, // a storage that is down must not hold up the start
    });
  } catch {
    // The client's complaint may quote the key.
    throw new StartError(
      'AzureWebJobsStorage is no storage connection string. For Azurite it is "UseDevelopmentStorage=true".',
    );
  }
}
