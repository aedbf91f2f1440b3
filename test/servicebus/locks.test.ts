import { describe, expect, test } from 'vitest';
import { emulate, emulateInRealTime, eventually, minuteMs, receiveOne } from './emulator.ts';

const noRenewal = { maxAutoLockRenewalDurationInMs: 0 };

describe('the lock of a received message', () => {
  test('ends after its duration, and the message comes back counted', async () => {
    const { client, clock } = await emulate({ mail: { lockDurationMs: 5 * minuteMs } });
    await client.createSender('mail').sendMessages({ body: 'x' });
    const receiver = client.createReceiver('mail', noRenewal);
    const first = await receiveOne(receiver);

    clock.advance(5 * minuteMs);

    const second = await receiveOne(receiver);
    expect([first.deliveryCount, second.deliveryCount]).toEqual([0, 1]);
    expect(second.messageId).toBe(first.messageId);
  });

  test('holds until then, and says so in the message', async () => {
    const { client, clock, serviceBus } = await emulate({ mail: { lockDurationMs: minuteMs } });
    await client.createSender('mail').sendMessages({ body: 'x' });
    const message = await receiveOne(client.createReceiver('mail', noRenewal));

    clock.advance(minuteMs - 1);

    expect(message.lockedUntilUtc?.getTime()).toBe(clock.nowMs() + 1);
    expect(serviceBus.counts()).toMatchObject({ mail: { active: 1, locked: 1 } });
  });

  test('lasts one more duration when it is renewed', async () => {
    const { client, clock, serviceBus } = await emulate({ mail: { lockDurationMs: minuteMs } });
    await client.createSender('mail').sendMessages({ body: 'x' });
    const receiver = client.createReceiver('mail', noRenewal);
    const message = await receiveOne(receiver);
    clock.advance(minuteMs - 1);

    const until = await receiver.renewMessageLock(message);
    clock.advance(minuteMs - 1);

    expect(until.getTime()).toBe(clock.nowMs() + 1);
    expect(serviceBus.counts()).toMatchObject({ mail: { locked: 1 } });
    await receiver.completeMessage(message);
    expect(serviceBus.counts()).toMatchObject({ mail: { active: 0, locked: 0 } });
  });

  test('cannot be used or renewed once it is lost', async () => {
    const { client, clock, serviceBus } = await emulate({ mail: { lockDurationMs: minuteMs } });
    await client.createSender('mail').sendMessages({ body: 'x' });
    const receiver = client.createReceiver('mail', noRenewal);
    const message = await receiveOne(receiver);

    clock.advance(minuteMs);

    const lost = { code: 'MessageLockLost' };
    await expect(receiver.completeMessage(message)).rejects.toMatchObject(lost);
    await expect(receiver.renewMessageLock(message)).rejects.toMatchObject(lost);
    expect(serviceBus.counts()).toMatchObject({ mail: { active: 1, locked: 0 } });
  });

  test('outlives the receiver that took it', async () => {
    const { client, clock, serviceBus } = await emulate({ mail: { lockDurationMs: minuteMs } });
    await client.createSender('mail').sendMessages({ body: 'x' });
    const receiver = client.createReceiver('mail', noRenewal);
    await receiveOne(receiver);

    await receiver.close();

    expect(serviceBus.counts()).toMatchObject({ mail: { active: 1, locked: 1 } });
    clock.advance(minuteMs);
    expect(serviceBus.counts()).toMatchObject({ mail: { active: 1, locked: 0 } });
    expect(await receiveOne(client.createReceiver('mail'))).toMatchObject({ deliveryCount: 1 });
  });

  test('is renewed by the client while a handler works longer than it', async () => {
    const { client } = await emulateInRealTime({ mail: { lockDurationMs: 1_000 } });
    await client.createSender('mail').sendMessages({ body: 'x' });
    const receiver = client.createReceiver('mail', { maxAutoLockRenewalDurationInMs: minuteMs });
    const message = await receiveOne(receiver);
    const takenUntil = message.lockedUntilUtc?.getTime() ?? 0;

    await eventually(() => Date.now()).toBeGreaterThan(takenUntil + 500);

    await expect(receiver.completeMessage(message)).resolves.toBeUndefined();
  });

  test('ends in real time as well', async () => {
    const { client } = await emulateInRealTime({ mail: { lockDurationMs: 300 } });
    await client.createSender('mail').sendMessages({ body: 'x' });
    const receiver = client.createReceiver('mail', noRenewal);
    const first = await receiveOne(receiver);

    const second = await receiveOne(receiver);

    expect(second.deliveryCount).toBe(1);
    expect(second.enqueuedTimeUtc).toEqual(first.enqueuedTimeUtc);
  });
});
