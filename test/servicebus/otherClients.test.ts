import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { emulate, eventually, hourMs, receiveOne } from './emulator.ts';
import { connectRaw } from './rawClient.ts';

// What Python, .NET and qpid-proton do on the wire and the JavaScript client does not.
describe('an AMQP client', () => {
  test('with a small window gets all it gave credit for, as it settles', async () => {
    const { client, serviceBus } = await emulate();
    await client.createSender('mail').sendMessages(numbered(100));
    const connection = await connectRaw(serviceBus, 10);
    const receiver = connection.open_receiver({ source: 'mail', credit_window: 0 });
    let received = 0;
    receiver.on('message', () => received++);

    receiver.add_credit(100);

    await eventually(() => received).toBe(100);
    await eventually(() => serviceBus.counts()['mail']?.active).toBe(0);
  });

  test('that drains its credit is answered, also when none is left', async () => {
    const { client, serviceBus } = await emulate();
    await client.createSender('mail').sendMessages(numbered(1));
    const connection = await connectRaw(serviceBus);
    const receiver = connection.open_receiver({ source: 'mail', credit_window: 0 });
    receiver.add_credit(1);
    await once(receiver, 'message');

    receiver.drain_credit();

    await once(receiver, 'receiver_drained');
  });

  test('may open a link again and again under one name', async () => {
    const { serviceBus } = await emulate();
    const connection = await connectRaw(serviceBus);

    for (let turn = 0; turn < 20; turn++) {
      const sender = connection.open_sender({ name: 'same', target: { address: 'mail' } });
      await once(sender, 'sendable');
      sender.close();
      await once(sender, 'sender_close');
      await new Promise((resolve) => setImmediate(resolve)); // rhea forgets the name a tick later
    }

    await eventually(() => serviceBus.inspect().links).toBe(0);
    expect(connection.is_open()).toBe(true);
  });

  test('that releases a message gives it back uncounted', async () => {
    const { client, serviceBus } = await emulate();
    await client.createSender('mail').sendMessages(numbered(1));
    const connection = await connectRaw(serviceBus);
    const receiver = connection.open_receiver({ source: 'mail', autoaccept: false });
    const [{ delivery }] = await once(receiver, 'message');

    delivery.release();
    receiver.close();

    await eventually(() => serviceBus.counts()['mail']?.locked).toBe(0);
    expect(await receiveOne(client.createReceiver('mail'))).toMatchObject({ deliveryCount: 0 });
  });

  test('that rejects a message in its own words dead-letters it with them', async () => {
    const { client, serviceBus } = await emulate();
    await client.createSender('mail').sendMessages(numbered(1));
    const connection = await connectRaw(serviceBus);
    const receiver = connection.open_receiver({ source: 'mail', autoaccept: false });
    const [{ delivery }] = await once(receiver, 'message');

    delivery.reject({ condition: 'app:no-use', description: 'of no use' });

    await eventually(() => serviceBus.counts()['mail']?.deadLettered).toBe(1);
    const dead = client.createReceiver('mail', { subQueueType: 'deadLetter' });
    expect(await receiveOne(dead)).toMatchObject({
      deadLetterReason: 'app:no-use',
      deadLetterErrorDescription: 'of no use',
    });
  });

  test('that closes a receiver and keeps its session leaves nothing of it behind', async () => {
    const { client, clock, serviceBus } = await emulate();
    await client.createSender('mail').sendMessages(numbered(50));
    const connection = await connectRaw(serviceBus);
    const receiver = connection.open_receiver({ source: 'mail', autoaccept: false });
    await eventually(() => serviceBus.inspect().deliveries).toBe(50);

    receiver.close();

    await eventually(() => serviceBus.inspect().deliveries).toBe(0);
    clock.advance(hourMs);
    expect(serviceBus.counts()).toMatchObject({ mail: { active: 50, locked: 0 } });
  });

  test('that closes its connection in the middle of a message leaves none', async () => {
    const { serviceBus } = await emulate();
    const connection = await connectRaw(serviceBus);
    const sender = connection.open_sender('mail');
    await once(sender, 'sendable');

    sender.send({ body: Buffer.alloc(200_000) });
    setImmediate(() => connection['socket'].destroy());

    await eventually(() => serviceBus.inspect().connections).toBe(0);
    expect(serviceBus.inspect()).toMatchObject({ links: 0, deliveries: 0 });
  });
});

const numbered = (count: number): { body: number }[] =>
  Array.from({ length: count }, (_, body) => ({ body }));
