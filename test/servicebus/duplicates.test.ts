import { describe, expect, test } from 'vitest';
import { bodies, emulate, hourMs, minuteMs, receiveMany, receiveOne } from './emulator.ts';

const queues = { mail: { duplicateDetectionWindowMs: 10 * minuteMs } };

describe('duplicate detection', () => {
  test('drops a second message of the same id, in one array or later', async () => {
    const { client, serviceBus } = await emulate(queues);
    const sender = client.createSender('mail');

    await sender.sendMessages([
      { body: 1, messageId: 'order-1' },
      { body: 2, messageId: 'order-1' },
      { body: 3, messageId: 'order-2' },
    ]);
    await sender.sendMessages({ body: 4, messageId: 'order-1' });

    expect(serviceBus.counts()).toMatchObject({ mail: { active: 2 } });
    expect(bodies(await receiveMany(client.createReceiver('mail'), 2))).toEqual([1, 3]);
  });

  test('remembers an id after its message is completed', async () => {
    const { client, serviceBus } = await emulate(queues);
    const sender = client.createSender('mail');
    const receiver = client.createReceiver('mail');
    await sender.sendMessages({ body: 'first', messageId: 'order-1' });
    await receiver.completeMessage(await receiveOne(receiver));

    await sender.sendMessages({ body: 'again', messageId: 'order-1' });

    expect(serviceBus.counts()).toMatchObject({ mail: { active: 0 } });
  });

  test('forgets an id when its window is over, not before', async () => {
    const { client, clock, serviceBus } = await emulate(queues);
    const sender = client.createSender('mail');
    await sender.sendMessages({ body: 1, messageId: 'order-1' });

    clock.advance(10 * minuteMs - 1);
    await sender.sendMessages({ body: 2, messageId: 'order-1' });
    expect(serviceBus.counts()).toMatchObject({ mail: { active: 1 } });
    clock.advance(1);
    await sender.sendMessages({ body: 3, messageId: 'order-1' });

    expect(serviceBus.counts()).toMatchObject({ mail: { active: 2 } });
  });

  test('covers scheduled messages: a copy under the same id is lost, and a number comes back all the same', async () => {
    const { client, clock, serviceBus } = await emulate(queues);
    const sender = client.createSender('mail');
    await sender.sendMessages({ body: 'original', messageId: 'order-1' });

    const numbers = await sender.scheduleMessages(
      { body: 'copy', messageId: 'order-1' },
      new Date(clock.nowMs() + minuteMs),
    );
    clock.advance(minuteMs);

    expect(numbers).toHaveLength(1);
    expect(serviceBus.counts()).toMatchObject({ mail: { active: 1, scheduled: 0 } });
  });

  test('counts the id of a cancelled message as used', async () => {
    const { client, clock, serviceBus } = await emulate(queues);
    const sender = client.createSender('mail');
    const due = new Date(clock.nowMs() + hourMs);
    const [number] = await sender.scheduleMessages({ body: 1, messageId: 'order-1' }, due);
    if (!number) throw new Error('No sequence number came back.');
    await sender.cancelScheduledMessages(number);

    await sender.sendMessages({ body: 2, messageId: 'order-1' });

    expect(serviceBus.counts()).toMatchObject({ mail: { active: 0, scheduled: 0 } });
  });

  test('lets messages without an id through, each of them', async () => {
    const { client, serviceBus } = await emulate(queues);

    await client.createSender('mail').sendMessages([{ body: 'x' }, { body: 'x' }]);

    expect(serviceBus.counts()).toMatchObject({ mail: { active: 2 } });
  });

  test('is off in a queue that does not ask for it', async () => {
    const { client, serviceBus } = await emulate({ replies: {} });
    const sender = client.createSender('replies');

    await sender.sendMessages([
      { body: 1, messageId: 'same' },
      { body: 2, messageId: 'same' },
    ]);

    expect(serviceBus.counts()).toMatchObject({ replies: { active: 2 } });
  });
});
