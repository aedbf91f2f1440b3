import { describe, expect, test } from 'vitest';
import { bodies, emulate, eventually, receiveMany, receiveOne } from './emulator.ts';

describe('sending to a queue', () => {
  test('single messages, arrays and batches arrive in the order they were sent', async () => {
    const { client } = await emulate();
    const sender = client.createSender('mail');
    const batch = await sender.createMessageBatch();
    batch.tryAddMessage({ body: 'four' });
    batch.tryAddMessage({ body: 'five' });

    await sender.sendMessages({ body: 'one' });
    await sender.sendMessages([{ body: 'two' }, { body: 'three' }]);
    await sender.sendMessages(batch);

    const received = await receiveMany(client.createReceiver('mail'), 5);
    expect(bodies(received)).toEqual(['one', 'two', 'three', 'four', 'five']);
    expect(received.map(({ sequenceNumber }) => Number(sequenceNumber))).toEqual([1, 2, 3, 4, 5]);
  });

  test('a body keeps every byte value', async () => {
    const { client } = await emulate();
    const body = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

    await client.createSender('mail').sendMessages({ body });

    const message = await receiveOne(client.createReceiver('mail'));
    expect(body.equals(message.body)).toBe(true);
  });

  test('a body of 256,000 bytes comes back byte for byte', async () => {
    const { client } = await emulate();
    const body = Buffer.from(Array.from({ length: 256_000 }, (_, index) => (index * 7919) % 251));

    await client.createSender('mail').sendMessages({ body });

    const message = await receiveOne(client.createReceiver('mail'));
    expect(body.equals(message.body)).toBe(true);
  });

  test('properties come back with their values and JavaScript types', async () => {
    const { client } = await emulate();
    const applicationProperties = {
      text: 'Grüße ✉',
      whole: 1,
      negative: -3,
      large: 2 ** 40,
      fraction: 1.5,
      yes: true,
      no: false,
      nothing: null,
    };

    await client.createSender('mail').sendMessages({ body: 'x', applicationProperties });

    const message = await receiveOne(client.createReceiver('mail'));
    expect(message.applicationProperties).toEqual(applicationProperties);
  });

  test('a message keeps its envelope', async () => {
    const { client } = await emulate();
    const envelope = {
      messageId: 'order-12345',
      correlationId: 'correlation',
      subject: 'subject',
      to: 'to',
      replyTo: 'replies',
      contentType: 'message/rfc822',
      partitionKey: 'key',
      timeToLive: 60_000,
    };

    await client.createSender('mail').sendMessages({ body: 'x', ...envelope });

    expect(await receiveOne(client.createReceiver('mail'))).toMatchObject(envelope);
  });

  test('a message without an id gets one, so that it can be settled', async () => {
    const { client, serviceBus } = await emulate();
    await client.createSender('mail').sendMessages({ body: 'x' });
    const receiver = client.createReceiver('mail');

    const message = await receiveOne(receiver);
    await receiver.completeMessage(message);

    expect(message.messageId).toMatch(/^[0-9a-f]{32}$/);
    expect(serviceBus.counts()).toMatchObject({ mail: { active: 0 } });
  });

  test('a receiver that waits gets the next message at once', async () => {
    const { client, serviceBus } = await emulate();
    const receiver = client.createReceiver('mail');
    const received = receiver.receiveMessages(1, { maxWaitTimeInMs: 60_000 });
    await eventually(() => serviceBus.inspect().queues['mail']?.consumers).toBe(1);

    await client.createSender('mail').sendMessages({ body: 'late' });

    expect(bodies(await received)).toEqual(['late']);
  });

  test('queue names are case-insensitive', async () => {
    const { client } = await emulate();

    await client.createSender('MAIL').sendMessages({ body: 'x' });

    expect(await receiveOne(client.createReceiver('Mail'))).toMatchObject({ body: 'x' });
  });

  test('peeking pages through the queue without taking anything', async () => {
    const { client, serviceBus } = await emulate();
    await client.createSender('mail').sendMessages([0, 1, 2, 3, 4].map((body) => ({ body })));
    const receiver = client.createReceiver('mail');

    const first = await receiver.peekMessages(3);
    const rest = await receiver.peekMessages(10);

    expect(bodies(first)).toEqual([0, 1, 2]);
    expect(bodies(rest)).toEqual([3, 4]);
    expect(serviceBus.counts()).toMatchObject({ mail: { active: 5, locked: 0 } });
  });

  test('a message taken in receiveAndDelete mode is gone', async () => {
    const { client, serviceBus } = await emulate();
    await client.createSender('mail').sendMessages(['a', 'b', 'c'].map((body) => ({ body })));

    const received = await receiveMany(
      client.createReceiver('mail', { receiveMode: 'receiveAndDelete' }),
      3,
    );

    expect(bodies(received)).toEqual(['a', 'b', 'c']);
    expect(serviceBus.counts()).toMatchObject({ mail: { active: 0, locked: 0 } });
  });
});
