import {
  ServiceBusClient,
  type ServiceBusReceivedMessage,
  type ServiceBusReceiver,
} from '@azure/service-bus';
import { expect, onTestFinished } from 'vitest';
import { type Clock, systemClock } from '../../local/servicebus/broker/clock.ts';
import type { QueuesFile } from '../../local/servicebus/queueSettings.ts';
import { type ServiceBus, startServiceBus } from '../../local/servicebus/serviceBus.ts';
import { FakeClock } from './fakeClock.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

export interface Emulated<C extends Clock = FakeClock> {
  readonly serviceBus: ServiceBus;
  readonly client: ServiceBusClient;
  readonly clock: C;
}

/** An emulator with these queues and the real client connected to it, both gone after the test. Its clock stands still until moved. */
export const emulate = (queues: QueuesFile = { mail: {} }): Promise<Emulated> =>
  emulateOn(new FakeClock(), queues);

/** The same on the computer's clock. */
export const emulateInRealTime = (queues: QueuesFile): Promise<Emulated<Clock>> =>
  emulateOn(systemClock, queues);

async function emulateOn<C extends Clock>(clock: C, queues: QueuesFile): Promise<Emulated<C>> {
  const serviceBus = await startServiceBus({ port: 0, queues, clock });
  onTestFinished(() => serviceBus.close());
  return { serviceBus, client: connect(serviceBus), clock };
}

/** One more client, closed after the test. It does not try again: a refusal is shown at once. */
export function connect({ connectionString }: ServiceBus): ServiceBusClient {
  const client = new ServiceBusClient(connectionString, {
    retryOptions: { maxRetries: 0, timeoutInMs: 15_000 },
  });
  onTestFinished(() => client.close());
  return client;
}

/** The next message; fails the test when none comes. */
export async function receiveOne(receiver: ServiceBusReceiver): Promise<ServiceBusReceivedMessage> {
  const [message] = await receiver.receiveMessages(1, { maxWaitTimeInMs: 10_000 });
  if (!message) throw new Error('No message came within 10 s.');
  return message;
}

/** Exactly so many messages; fails the test when fewer come. */
export async function receiveMany(
  receiver: ServiceBusReceiver,
  count: number,
): Promise<ServiceBusReceivedMessage[]> {
  const messages: ServiceBusReceivedMessage[] = [];
  while (messages.length < count) {
    const some = await receiver.receiveMessages(count - messages.length, {
      maxWaitTimeInMs: 10_000,
    });
    if (some.length === 0) throw new Error(`Only ${messages.length} of ${count} messages came.`);
    messages.push(...some);
  }
  return messages;
}

/** Expects something to become true; waits long enough for a busy machine. */
export const eventually = <T>(read: () => T): ReturnType<typeof expect.poll<T>> =>
  expect.poll(read, { timeout: 20_000 });

export const bodies = (messages: readonly ServiceBusReceivedMessage[]): unknown[] =>
  messages.map(({ body }) => body);
