import type { ServiceBusClient, ServiceBusSender } from '@azure/service-bus';
import type { Queue } from './queue.ts';

/** The queues of a Service Bus namespace: one sender per queue, made when first needed and kept. */
export function serviceBusQueue(client: ServiceBusClient, mailQueue: string): Queue {
  const senders = new Map<string, ServiceBusSender>();
  const senderOf = (queue: string) => {
    const sender = senders.get(queue) ?? client.createSender(queue);
    senders.set(queue, sender);
    return sender;
  };
  return {
    async schedule(message, atMs) {
      await senderOf(mailQueue).scheduleMessages(message, new Date(atMs));
    },
    async report(replyQueue, message) {
      await senderOf(replyQueue).sendMessages(message);
    },
  };
}
