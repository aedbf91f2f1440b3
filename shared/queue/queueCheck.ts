import type { ServiceBusClient } from '@azure/service-bus';

/** Asks whether messages could be put on the mail queue. */
export interface QueueCheck {
  /** Opens a link to send and sends nothing. Throws what Service Bus says when the queue is missing, closed or not ours to send to. */
  check(withinMs: number): Promise<void>;
}

/** The check on a queue of a Service Bus namespace. */
export function serviceBusQueueCheck(client: ServiceBusClient, mailQueue: string): QueueCheck {
  return {
    async check(withinMs) {
      const sender = client.createSender(mailQueue);
      try {
        // How large a batch may be is told by the link, so it has to be open for this.
        await sender.createMessageBatch({ abortSignal: AbortSignal.timeout(withinMs) });
      } finally {
        await sender.close();
      }
    },
  };
}
