import { describe, expect, test } from 'vitest';
import { bodies, emulate, emulateInRealTime, hourMs, receiveOne } from './emulator.ts';

describe('a scheduled message', () => {
  test('arrives at its time and not before', async () => {
    const { client, clock, serviceBus } = await emulate();
    const due = new Date(clock.nowMs() + 48 * hourMs);
    await client.createSender('mail').scheduleMessages({ body: 'later' }, due);

    clock.advance(48 * hourMs - 1);
    expect(serviceBus.counts()).toMatchObject({ mail: { active: 0, scheduled: 1 } });
    clock.advance(1);

    expect(serviceBus.counts()).toMatchObject({ mail: { active: 1, scheduled: 0 } });
    const message = await receiveOne(client.createReceiver('mail'));
    expect(message).toMatchObject({ body: 'later', enqueuedTimeUtc: due });
  });

  test('is sent with scheduledEnqueueTimeUtc as well', async () => {
    const { client, clock, serviceBus } = await emulate();
    const scheduledEnqueueTimeUtc = new Date(clock.nowMs() + hourMs);

    await client.createSender('mail').sendMessages({ body: 'later', scheduledEnqueueTimeUtc });

    expect(serviceBus.counts()).toMatchObject({ mail: { active: 0, scheduled: 1 } });
    clock.advance(hourMs);
    expect(await receiveOne(client.createReceiver('mail'))).toMatchObject({
      body: 'later',
      scheduledEnqueueTimeUtc,
    });
  });

  test('with a time that has passed is delivered now', async () => {
    const { client, clock } = await emulate();
    const past = new Date(clock.nowMs() - hourMs);

    await client.createSender('mail').scheduleMessages({ body: 'now' }, past);

    expect(await receiveOne(client.createReceiver('mail'))).toMatchObject({ body: 'now' });
  });

  test('can be seen before its time, by peeking', async () => {
    const { client, clock } = await emulate();
    const due = new Date(clock.nowMs() + hourMs);
    await client.createSender('mail').scheduleMessages([{ body: 'a' }, { body: 'b' }], due);

    const peeked = await client.createReceiver('mail').peekMessages(10);

    expect(bodies(peeked)).toEqual(['a', 'b']);
    expect(peeked.map(({ state }) => state)).toEqual(['scheduled', 'scheduled']);
  });

  test('never arrives once it is cancelled', async () => {
    const { client, clock, serviceBus } = await emulate();
    const sender = client.createSender('mail');
    const due = new Date(clock.nowMs() + hourMs);
    const [first] = await sender.scheduleMessages([{ body: 'cancelled' }, { body: 'kept' }], due);
    if (!first) throw new Error('No sequence number came back.');

    await sender.cancelScheduledMessages(first);
    clock.advance(hourMs);

    expect(serviceBus.counts()).toMatchObject({ mail: { active: 1, scheduled: 0 } });
    expect(await receiveOne(client.createReceiver('mail'))).toMatchObject({ body: 'kept' });
  });

  test('cannot be cancelled when it is due already', async () => {
    const { client, clock } = await emulate();
    const sender = client.createSender('mail');
    const [number] = await sender.scheduleMessages({ body: 'x' }, new Date(clock.nowMs() + hourMs));
    if (!number) throw new Error('No sequence number came back.');
    clock.advance(hourMs);

    const cancelling = sender.cancelScheduledMessages(number);

    await expect(cancelling).rejects.toMatchObject({ code: 'MessageNotFound' });
  });

  test('gets another sequence number when it is due, behind what was sent meanwhile', async () => {
    const { client, clock } = await emulate();
    const sender = client.createSender('mail');
    const due = new Date(clock.nowMs() + hourMs);
    const [scheduled] = await sender.scheduleMessages({ body: 'scheduled' }, due);
    await sender.sendMessages({ body: 'meanwhile' });
    const receiver = client.createReceiver('mail', { receiveMode: 'receiveAndDelete' });
    await receiveOne(receiver);

    clock.advance(hourMs);

    const message = await receiveOne(receiver);
    expect([Number(scheduled), Number(message.sequenceNumber)]).toEqual([1, 3]);
    expect(Number(message.enqueuedSequenceNumber)).toBe(1);
  });

  test('is never early in real time', async () => {
    const { client } = await emulateInRealTime({ mail: {} });
    const due = new Date(Date.now() + 400);
    await client.createSender('mail').scheduleMessages({ body: 'x' }, due);

    const message = await receiveOne(client.createReceiver('mail'));

    expect(Date.now()).toBeGreaterThanOrEqual(due.getTime());
    expect(message.enqueuedTimeUtc?.getTime()).toBeGreaterThanOrEqual(due.getTime());
  });
});
