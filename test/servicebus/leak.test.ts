import type { ServiceBusReceiver, ServiceBusSender } from '@azure/service-bus';
import { describe, expect, test } from 'vitest';
import {
  connect,
  emulate,
  eventually,
  hourMs,
  minuteMs,
  receiveMany,
  receiveOne,
} from './emulator.ts';
import type { FakeClock } from './fakeClock.ts';

const queues = {
  mail: {
    lockDurationMs: 5 * minuteMs,
    duplicateDetectionWindowMs: 10 * minuteMs,
    deadLetterOnExpiration: true,
  },
};

describe('after use the emulator holds what it held before', () => {
  test('20,000 messages with ids and a time to live, sent and completed', async () => {
    const { client, clock, serviceBus } = await emulate(queues);
    const sender = client.createSender('mail');
    const receiver = client.createReceiver('mail');
    await passThrough(sender, receiver, 0, 1);
    clock.advance(10 * minuteMs);
    const before = serviceBus.inspect();

    for (let start = 1; start < 20_000; start += 500)
      await passThrough(sender, receiver, start, 500);

    expect(serviceBus.inspect().queues['mail']?.duplicateIds).toBe(20_000);
    clock.advance(10 * minuteMs); // nothing is sent any more, and yet the ids go
    expect(serviceBus.inspect()).toEqual(before);
  }, 60_000);

  test('messages abandoned, deferred, dead-lettered and lost to their locks, round after round', async () => {
    const { client, clock, serviceBus } = await emulate(queues);
    const links = {
      sender: client.createSender('mail'),
      receiver: client.createReceiver('mail', { maxAutoLockRenewalDurationInMs: 0 }),
      dead: client.createReceiver('mail', { subQueueType: 'deadLetter' }),
    };
    await settleInEveryWay(links, clock);
    clock.advance(10 * minuteMs);
    await eventually(() => serviceBus.inspect().deliveries).toBe(0);
    const before = serviceBus.inspect();

    for (let round = 0; round < 3; round++) await settleInEveryWay(links, clock);
    clock.advance(10 * minuteMs);

    await eventually(() => serviceBus.inspect()).toEqual(before);
  });

  test('1,000 messages that expired before anyone received them', async () => {
    const { client, clock, serviceBus } = await emulate({
      mail: { deadLetterOnExpiration: false },
    });
    const sender = client.createSender('mail');
    await sender.sendMessages(numbered(0, 1));
    clock.advance(48 * hourMs);
    const before = serviceBus.inspect();

    await sender.sendMessages(numbered(1, 1_000));
    clock.advance(48 * hourMs);

    expect(serviceBus.inspect()).toEqual(before);
  });

  test('5,000 messages scheduled and cancelled', async () => {
    const { client, clock, serviceBus } = await emulate(queues);
    const sender = client.createSender('mail');
    const due = new Date(clock.nowMs() + hourMs);
    const first = await sender.scheduleMessages(numbered(0, 1), due);
    await sender.cancelScheduledMessages(first);
    clock.advance(10 * minuteMs);
    const before = serviceBus.inspect();

    for (let start = 1; start < 5_000; start += 500) {
      await sender.cancelScheduledMessages(
        await sender.scheduleMessages(numbered(start, 500), due),
      );
    }
    clock.advance(10 * minuteMs);

    expect(serviceBus.inspect()).toEqual(before);
  });

  test('100 receivers and senders opened and closed on one connection', async () => {
    const { client, serviceBus } = await emulate({ mail: { maxDeliveryCount: 1_000 } });
    await client.createSender('mail').sendMessages({ body: 'opens what the client keeps open' });
    const before = serviceBus.inspect();

    for (let turn = 0; turn < 100; turn++) {
      const sender = client.createSender('nosuch');
      await expect(sender.sendMessages({ body: 'x' })).rejects.toThrow();
      const receiver = client.createReceiver('mail');
      await receiver.abandonMessage(await receiveOne(receiver));
      await Promise.all([sender.close(), receiver.close()]);
    }

    await eventually(() => serviceBus.inspect().links).toBe(before.links);
    expect(serviceBus.inspect()).toMatchObject({ connections: 1, deliveries: 0 });
    expect(serviceBus.inspect().queues['mail']).toMatchObject({ consumers: 0 });
  });

  test('50 clients that came, took a message and left without settling it', async () => {
    const { client, clock, serviceBus } = await emulate(queues);
    await client.createSender('mail').sendMessages(numbered(0, 50));
    await client.close();
    await eventually(() => serviceBus.inspect().connections).toBe(0);

    for (let turn = 0; turn < 50; turn++) {
      const visitor = connect(serviceBus);
      await receiveOne(visitor.createReceiver('mail'));
      await visitor.close();
    }
    clock.advance(5 * minuteMs);

    await eventually(() => serviceBus.inspect()).toMatchObject({
      connections: 0,
      links: 0,
      deliveries: 0,
    });
    expect(serviceBus.inspect().queues['mail']).toMatchObject({ consumers: 0, locks: 0 });
  });

  test('messages left unsettled on an open receiver, once it is closed', async () => {
    const { client, clock, serviceBus } = await emulate(queues);
    await client.createSender('mail').sendMessages(numbered(0, 100));
    const receiver = client.createReceiver('mail', { maxAutoLockRenewalDurationInMs: 0 });
    await receiveMany(receiver, 100);
    clock.advance(5 * minuteMs);
    expect(serviceBus.inspect()).toMatchObject({ deliveries: 100, unwrittenBytes: 0 });

    await receiver.close();

    await eventually(() => serviceBus.inspect().deliveries).toBe(0);
    expect(serviceBus.counts()).toMatchObject({ mail: { active: 100, locked: 0 } });
  });
});

const numbered = (
  start: number,
  count: number,
): { body: number; messageId: string; timeToLive: number }[] =>
  Array.from({ length: count }, (_, index) => ({
    body: start + index,
    messageId: `order-${start + index}`,
    timeToLive: 48 * hourMs,
  }));

async function passThrough(
  sender: ServiceBusSender,
  receiver: ServiceBusReceiver,
  start: number,
  count: number,
): Promise<void> {
  await sender.sendMessages(numbered(start, count));
  await emptyQueue(receiver, count);
}

async function emptyQueue(receiver: ServiceBusReceiver, count: number): Promise<void> {
  const messages = await receiveMany(receiver, count);
  await Promise.all(messages.map((message) => receiver.completeMessage(message)));
}

interface Links {
  readonly sender: ServiceBusSender;
  readonly receiver: ServiceBusReceiver;
  readonly dead: ServiceBusReceiver;
}

/** 100 messages with ids that no other round has: a quarter each way, and all completed in the end. */
async function settleInEveryWay(
  { sender, receiver, dead }: Links,
  clock: FakeClock,
): Promise<void> {
  await sender.sendMessages(numbered(clock.nowMs(), 100));
  const messages = await receiveMany(receiver, 100);
  for (const message of messages.slice(0, 25)) await receiver.abandonMessage(message);
  for (const message of messages.slice(25, 50)) await receiver.deferMessage(message);
  for (const message of messages.slice(50, 75)) await receiver.deadLetterMessage(message);
  clock.advance(5 * minuteMs);
  for (const message of messages.slice(75)) {
    await expect(receiver.completeMessage(message)).rejects.toThrow(/lock/);
  }
  await emptyQueue(receiver, 50);
  await emptyQueue(dead, 25);
  const deferred = messages.slice(25, 50).flatMap(({ sequenceNumber }) => sequenceNumber ?? []);
  for (const message of await receiver.receiveDeferredMessages(deferred)) {
    await receiver.completeMessage(message);
  }
}
