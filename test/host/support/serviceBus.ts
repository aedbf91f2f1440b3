import { ServiceBusClient } from '@azure/service-bus';
import { onTestFinished } from 'vitest';
import { startServiceBus } from '../../../local/servicebus/serviceBus.ts';

/** What a test may change about a queue. */
export interface TestQueue {
  readonly lockDurationMs?: number;
  readonly maxDeliveryCount?: number;
}

/** Queues on the real emulator, on a free port, with a real client and the setting that points a host to them. */
export async function openQueues(queues: Record<string, TestQueue>, port = 0) {
  const serviceBus = await startServiceBus({ port, queues });
  const client = new ServiceBusClient(serviceBus.connectionString);
  return {
    ...serviceBus,
    client,
    /** The bodies of all messages in a queue or its dead-letter sub-queue, sorted; locked ones count. */
    async bodies(queue: string, subQueueType?: 'deadLetter'): Promise<string[]> {
      // A client of its own: within one, each peek goes on behind the one before.
      const peeking = new ServiceBusClient(serviceBus.connectionString);
      const receiver = peeking.createReceiver(queue, subQueueType ? { subQueueType } : {});
      const messages = await receiver.peekMessages(1_000);
      await peeking.close();
      return messages.map(({ body }) => String(body)).sort();
    },
    env: { ServiceBus: serviceBus.connectionString },
    close: async () => {
      await client.close();
      await serviceBus.close();
    },
  };
}

/** {@link openQueues} that close with the test. */
export async function startQueues(queues: Record<string, TestQueue>) {
  const opened = await openQueues(queues);
  onTestFinished(opened.close);
  return opened;
}
