import { describe, expect, test } from 'vitest';
import { emulate, minuteMs, receiveOne } from './emulator.ts';

const deadLetters = { subQueueType: 'deadLetter' } as const;

describe('the dead-letter sub-queue', () => {
  test('receives what a receiver dead-letters, with reason, description and properties', async () => {
    const { client } = await emulate();
    await client
      .createSender('mail')
      .sendMessages({ body: 'x', applicationProperties: { original: 1 } });
    const receiver = client.createReceiver('mail');

    await receiver.deadLetterMessage(await receiveOne(receiver), {
      deadLetterReason: 'why',
      deadLetterErrorDescription: 'because',
      added: 'yes',
    });

    expect(await receiveOne(client.createReceiver('mail', deadLetters))).toMatchObject({
      body: 'x',
      deadLetterReason: 'why',
      deadLetterErrorDescription: 'because',
      deadLetterSource: 'mail',
      deliveryCount: 0,
      applicationProperties: { original: 1, added: 'yes' },
    });
  });

  test('receives a message that was abandoned as often as the queue allows', async () => {
    const { client, serviceBus } = await emulate({ mail: { maxDeliveryCount: 10 } });
    await client.createSender('mail').sendMessages({ body: 'x' });
    const receiver = client.createReceiver('mail');

    for (let delivery = 0; delivery < 10; delivery++) {
      const message = await receiveOne(receiver);
      expect(message.deliveryCount).toBe(delivery);
      await receiver.abandonMessage(message);
    }

    expect(serviceBus.counts()).toMatchObject({ mail: { active: 0, deadLettered: 1 } });
    expect(await receiveOne(client.createReceiver('mail', deadLetters))).toMatchObject({
      deadLetterReason: 'MaxDeliveryCountExceeded',
      deliveryCount: 10,
    });
  });

  test('receives a message whose lock was lost as often as the queue allows', async () => {
    const { client, clock, serviceBus } = await emulate({
      mail: { maxDeliveryCount: 2, lockDurationMs: minuteMs },
    });
    await client.createSender('mail').sendMessages({ body: 'x' });
    const receiver = client.createReceiver('mail', { maxAutoLockRenewalDurationInMs: 0 });

    for (let delivery = 0; delivery < 2; delivery++) {
      await receiveOne(receiver);
      clock.advance(minuteMs);
    }

    expect(serviceBus.counts()).toMatchObject({ mail: { active: 0, deadLettered: 1 } });
  });

  test('never gives a message up, however often it is abandoned', async () => {
    const { client, serviceBus } = await emulate({ mail: { maxDeliveryCount: 2 } });
    await client.createSender('mail').sendMessages({ body: 'x' });
    const receiver = client.createReceiver('mail');
    await receiver.deadLetterMessage(await receiveOne(receiver));
    const dead = client.createReceiver('mail', deadLetters);

    for (let delivery = 0; delivery < 5; delivery++) {
      const message = await receiveOne(dead);
      expect(message.deliveryCount).toBe(0);
      await dead.abandonMessage(message);
    }

    expect(serviceBus.counts()).toMatchObject({ mail: { deadLettered: 1 } });
    await dead.completeMessage(await receiveOne(dead));
    expect(serviceBus.counts()).toMatchObject({ mail: { deadLettered: 0 } });
  });

  test('keeps a message that one tries to dead-letter again', async () => {
    const { client, serviceBus } = await emulate();
    await client.createSender('mail').sendMessages({ body: 'x' });
    const receiver = client.createReceiver('mail');
    await receiver.deadLetterMessage(await receiveOne(receiver));
    const dead = client.createReceiver('mail', deadLetters);
    const message = await receiveOne(dead);

    await expect(dead.deadLetterMessage(message)).rejects.toThrow(/cannot be dead-lettered/);

    expect(serviceBus.counts()).toMatchObject({ mail: { deadLettered: 1 } });
  });

  test('takes no messages from senders', async () => {
    const { client } = await emulate();
    const sender = client.createSender('mail/$deadletterqueue');

    const sending = sender.sendMessages({ body: 'x' });

    await expect(sending).rejects.toThrow(/cannot be sent to a dead-letter queue/);
  });
});
