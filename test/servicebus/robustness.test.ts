import { once } from 'node:events';
import { connect as connectSocket, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ServiceBus } from '../../local/servicebus/serviceBus.ts';
import { emulate, eventually, minuteMs, receiveOne } from './emulator.ts';
import { startHoldingClient } from './holdingClient.ts';
import { connectRaw } from './rawClient.ts';

describe('the emulator lives on', () => {
  test.each([
    ['an HTTP request', 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['bytes that mean nothing', Buffer.alloc(4_096, 0xa7)],
    ['zeros', Buffer.alloc(4_096)],
    ['a TLS hello', Buffer.from('16030100310100002d0303', 'hex')],
    ['another version of AMQP', Buffer.from('AMQP\x00\x00\x09\x01', 'latin1')],
    ['an AMQP header and then junk', Buffer.from('AMQP\x00\x01\x00\x00junkjunkjunk', 'latin1')],
    [
      'a frame that announces 4 GB',
      Buffer.from('AMQP\x00\x01\x00\x00\xff\xff\xff\xff\x02', 'latin1'),
    ],
    ['a frame of no length', Buffer.from('AMQP\x00\x01\x00\x00\x00\x00\x00\x00\x02', 'latin1')],
  ])('when %s comes in, and hangs up on whoever sent it', async (_, bytes) => {
    const { client, serviceBus } = await emulate();
    const socket = await openSocket(serviceBus);

    socket.write(bytes);

    await eventually(() => serviceBus.inspect().connections).toBe(0);
    await client.createSender('mail').sendMessages({ body: 'still here' });
    expect(serviceBus.counts()).toMatchObject({ mail: { active: 1 } });
  });

  test('when a client is killed holding messages: they come back after their locks, counted once', async () => {
    const { client, clock, serviceBus } = await emulate({ mail: { lockDurationMs: minuteMs } });
    await client.createSender('mail').sendMessages([...'abcde'].map((body) => ({ body })));
    const holder = startHoldingClient(serviceBus.connectionString, 'mail');
    await eventually(() => serviceBus.counts()['mail']?.locked).toBe(5);

    holder.kill('SIGKILL');
    await eventually(() => serviceBus.inspect().queues['mail']?.consumers).toBe(0);
    clock.advance(minuteMs);

    expect(serviceBus.counts()).toMatchObject({ mail: { active: 5, locked: 0 } });
    expect(await receiveOne(client.createReceiver('mail'))).toMatchObject({ deliveryCount: 1 });
  });

  test('when it has to cut off a client: nothing more is given to it', async () => {
    const { client, serviceBus } = await emulate();
    const connection = await connectRaw(serviceBus);
    connection.open_receiver('mail');
    await eventually(() => serviceBus.inspect().queues['mail']?.consumers).toBe(1);

    connection['socket'].write(Buffer.from('ffffffff02000000', 'hex')); // a frame of 4 GB
    await eventually(() => serviceBus.inspect().connections).toBe(0);

    expect(serviceBus.inspect().queues['mail']).toMatchObject({ consumers: 0 });
    await client.createSender('mail').sendMessages({ body: 'x' });
    expect(await receiveOne(client.createReceiver('mail'))).toMatchObject({ deliveryCount: 0 });
  });

  test('when a waiting client is killed: the next message goes to another', async () => {
    const { client, serviceBus } = await emulate();
    const waiting = startHoldingClient(serviceBus.connectionString, 'mail');
    await eventually(() => serviceBus.inspect().queues['mail']?.consumers).toBe(1);

    waiting.kill('SIGKILL');
    await eventually(() => serviceBus.inspect().connections).toBe(0);
    await client.createSender('mail').sendMessages({ body: 'x' });

    expect(await receiveOne(client.createReceiver('mail'))).toMatchObject({ deliveryCount: 0 });
  });
});

describe('what the emulator does not have is refused', () => {
  test('a queue nobody declared', async () => {
    const { client } = await emulate();
    const notFound = { code: 'MessagingEntityNotFound' };

    const sending = client.createSender('nosuch').sendMessages({ body: 'x' });
    const receiving = client.createReceiver('nosuch').receiveMessages(1, { maxWaitTimeInMs: 100 });

    await expect(sending).rejects.toMatchObject(notFound);
    await expect(receiving).rejects.toMatchObject(notFound);
    await expect(receiving).rejects.toThrow(/'sb:\/\/localhost\/nosuch' could not be found/);
  });

  test('a session by its id', async () => {
    const { client } = await emulate();

    const accepting = client.acceptSession('mail', 'a');

    // The client's own words for any refusal of a session it named.
    await expect(accepting).rejects.toThrow(
      /Failed to create a receiver for the requested session/,
    );
  });

  test('the next session', async () => {
    const { client } = await emulate();

    const accepting = client.acceptNextSession('mail');

    await expect(accepting).rejects.toThrow(
      /A sessionful message receiver cannot be created on an entity that does not require sessions/,
    );
  });
});

/** A plain connection that never hangs up by itself. */
async function openSocket({ port }: ServiceBus): Promise<Socket> {
  const socket = connectSocket({ port, host: '127.0.0.1', allowHalfOpen: true });
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined); // a reset is one way to hang up
  socket.resume();
  await once(socket, 'connect');
  return socket;
}
