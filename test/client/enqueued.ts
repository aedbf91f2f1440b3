import { ServiceBusClient, type ServiceBusReceivedMessage } from '@azure/service-bus';
import type { JobMessage } from '../../shared/job/message.ts';
import { readJob } from '../../shared/job/readJob.ts';

/** What a receiver finds on the queue `mail`, read with the real client. */
export class EnqueuedMessages {
  readonly #client: ServiceBusClient;

  constructor(connectionString: string) {
    this.#client = new ServiceBusClient(connectionString);
  }

  /** Takes the next message off the queue. */
  async take(): Promise<ServiceBusReceivedMessage> {
    const receiver = this.#client.createReceiver('mail', {
      receiveMode: 'receiveAndDelete',
      skipParsingBodyAsJson: true, // the trigger is bound to bytes
    });
    const [message] = await receiver.receiveMessages(1, { maxWaitTimeInMs: 10_000 });
    await receiver.close();
    if (!message) throw new Error('No message came within 10 s.');
    return message;
  }

  /** Takes the next message off the queue, as the contract reads it. */
  async takeJob(): Promise<ReturnType<typeof readJob>> {
    return readJob(asJobMessage(await this.take()), { replyQueues: ['mail-outcomes'] });
  }

  /** What waits on the queue, scheduled messages included; takes nothing. */
  async peek(): Promise<ServiceBusReceivedMessage[]> {
    const receiver = this.#client.createReceiver('mail');
    const messages = await receiver.peekMessages(100);
    await receiver.close();
    return messages;
  }

  async close(): Promise<void> {
    await this.#client.close();
  }
}

function asJobMessage(message: ServiceBusReceivedMessage): JobMessage {
  return {
    body: message.body,
    messageId: message.messageId === undefined ? undefined : String(message.messageId),
    contentType: message.contentType,
    correlationId: message.correlationId === undefined ? undefined : String(message.correlationId),
    replyTo: message.replyTo,
    properties: message.applicationProperties ?? {},
    sequenceNumber: String(message.sequenceNumber),
    enqueuedAtMs: Number(message.enqueuedTimeUtc),
    expiresAtMs: message.expiresAtUtc?.getTime(),
  };
}
