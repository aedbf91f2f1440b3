import { describe, expect, test } from 'vitest';
import { emulate, hourMs, minuteMs, receiveOne } from './emulator.ts';

const keeping = { mail: { deadLetterOnExpiration: true, lockDurationMs: minuteMs } };

describe('a message with a time to live', () => {
  test('goes to the dead-letter queue when it expires', async () => {
    const { client, clock, serviceBus } = await emulate(keeping);
    await client.createSender('mail').sendMessages({ body: 'x', timeToLive: hourMs });

    clock.advance(hourMs - 1);
    expect(serviceBus.counts()).toMatchObject({ mail: { active: 1, deadLettered: 0 } });
    clock.advance(1);

    expect(serviceBus.counts()).toMatchObject({ mail: { active: 0, deadLettered: 1 } });
    const dead = client.createReceiver('mail', { subQueueType: 'deadLetter' });
    expect(await receiveOne(dead)).toMatchObject({ deadLetterReason: 'TTLExpiredException' });
  });

  test('vanishes when the queue does not keep the expired', async () => {
    const { client, clock, serviceBus } = await emulate({
      mail: { deadLetterOnExpiration: false },
    });
    await client.createSender('mail').sendMessages({ body: 'x', timeToLive: hourMs });

    clock.advance(hourMs);

    expect(serviceBus.counts()).toMatchObject({ mail: { active: 0, deadLettered: 0 } });
  });

  test('can be completed under its lock after it expired', async () => {
    const { client, clock, serviceBus } = await emulate(keeping);
    await client.createSender('mail').sendMessages({ body: 'x', timeToLive: 1_000 });
    const receiver = client.createReceiver('mail');
    const message = await receiveOne(receiver);

    clock.advance(2_000);
    await receiver.completeMessage(message);

    expect(serviceBus.counts()).toMatchObject({ mail: { active: 0, deadLettered: 0 } });
  });

  test('expires when it is given back too late', async () => {
    const { client, clock, serviceBus } = await emulate(keeping);
    await client.createSender('mail').sendMessages({ body: 'x', timeToLive: 1_000 });
    const receiver = client.createReceiver('mail');
    const message = await receiveOne(receiver);

    clock.advance(2_000);
    await receiver.abandonMessage(message);

    expect(serviceBus.counts()).toMatchObject({ mail: { active: 0, deadLettered: 1 } });
  });

  test('expires later when it is given back in time', async () => {
    const { client, clock, serviceBus } = await emulate(keeping);
    await client.createSender('mail').sendMessages({ body: 'x', timeToLive: 2_000 });
    const receiver = client.createReceiver('mail');
    await receiver.abandonMessage(await receiveOne(receiver));
    await receiver.close();

    clock.advance(minuteMs);

    expect(serviceBus.counts()).toMatchObject({ mail: { deadLettered: 1 } });
  });

  test('that is scheduled begins its life when it is due', async () => {
    const { client, clock, serviceBus } = await emulate(keeping);
    const due = new Date(clock.nowMs() + hourMs);
    const sender = client.createSender('mail');
    await sender.scheduleMessages({ body: 'x', timeToLive: minuteMs }, due);

    clock.advance(hourMs + minuteMs - 1);
    expect(serviceBus.counts()).toMatchObject({ mail: { active: 1, deadLettered: 0 } });
    clock.advance(1);

    expect(serviceBus.counts()).toMatchObject({ mail: { active: 0, deadLettered: 1 } });
  });

  test('that is deferred does not expire', async () => {
    const { client, clock, serviceBus } = await emulate(keeping);
    await client.createSender('mail').sendMessages({ body: 'x', timeToLive: 1_000 });
    const receiver = client.createReceiver('mail');
    await receiver.deferMessage(await receiveOne(receiver));

    clock.advance(hourMs);

    expect(serviceBus.counts()).toMatchObject({ mail: { deferred: 1, deadLettered: 0 } });
  });

  test('lives no longer than the queue allows', async () => {
    const { client, clock, serviceBus } = await emulate({
      mail: { defaultTimeToLiveMs: minuteMs },
    });
    const sender = client.createSender('mail');

    await sender.sendMessages([{ body: 'long', timeToLive: hourMs }, { body: 'unlimited' }]);
    clock.advance(minuteMs);

    expect(serviceBus.counts()).toMatchObject({ mail: { active: 0 } });
  });
});
