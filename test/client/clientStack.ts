import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { inject } from 'vitest';
import { MailQueue } from '../../clients/node/index.ts';
import { startServiceBus } from '../../local/servicebus/serviceBus.ts';
import { EnqueuedMessages } from './enqueued.ts';

/** A queue, the container of the claim checks, and what the client made of them. */
export interface ClientStack {
  /** Connection string of the namespace. */
  readonly serviceBus: string;
  /** Connection string of the storage with the container. */
  readonly storage: string;
  readonly queue: MailQueue;
  readonly enqueued: EnqueuedMessages;
  readonly container: ContainerClient;
  /** How many messages are on the queue, waiting or scheduled. */
  count(): number;
  /** Names of the claim checks that were uploaded for a job and are still there. */
  blobsOf(id: string): Promise<string[]>;
  close(): Promise<void>;
}

/** Starts an emulator of its own, and uses the run's Azurite. */
export async function startClientStack(): Promise<ClientStack> {
  const emulator = await startServiceBus({ port: 0 });
  const serviceBus = emulator.connectionString;
  const storage = inject('storage');
  const container = BlobServiceClient.fromConnectionString(storage).getContainerClient('mail-jobs');
  await container.createIfNotExists();
  const queue = new MailQueue({ serviceBus, storage });
  const enqueued = new EnqueuedMessages(serviceBus);
  return {
    serviceBus,
    storage,
    queue,
    enqueued,
    container,
    count() {
      const mail = emulator.counts()['mail'];
      return (mail?.active ?? 0) + (mail?.scheduled ?? 0);
    },
    async blobsOf(id) {
      const names: string[] = [];
      for await (const blob of container.listBlobsFlat({ prefix: id })) names.push(blob.name);
      return names;
    },
    async close() {
      await queue.close();
      await enqueued.close();
      await emulator.close();
    },
  };
}

/** A message of exactly so many bytes; its lines are numbered, so that a lost or swapped part shows. */
export function messageOf(sizeBytes: number): Buffer {
  const head = 'From: shop@contoso.example\r\nTo: mira@fabrikam.example\r\nSubject: Size\r\n\r\n';
  const lines = Array.from({ length: sizeBytes / 40 + 1 }, (_, line) => `line ${line} of many\r\n`);
  return Buffer.from(head + lines.join('').padEnd(sizeBytes, '.')).subarray(0, sizeBytes);
}
