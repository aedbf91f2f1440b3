import { describe, expect, test } from 'vitest';
import { connect, emulate, eventually, hourMs, receiveMany, receiveOne } from './emulator.ts';

const standardLimitBytes = 262_144;
const tooLarge = { code: 'MessageSizeExceeded' };

describe('the limit of 256 KB a message', () => {
  test('is announced to senders, which size their batches by it', async () => {
    const { client } = await emulate();

    const batch = await client.createSender('mail').createMessageBatch();

    expect(batch.maxSizeInBytes).toBe(standardLimitBytes);
  });

  test('refuses a larger message with the words of the service', async () => {
    const { client, serviceBus } = await emulate();
    const sender = client.createSender('mail');

    const sending = sender.sendMessages({ body: Buffer.alloc(300_000) });

    await expect(sending).rejects.toMatchObject(tooLarge);
    await expect(sending).rejects.toThrow(
      /The received message \(delivery-id:0, size:300\d\d\d bytes\) exceeds the limit \(262144 bytes\) currently allowed on the link\./,
    );
    expect(serviceBus.counts()).toMatchObject({ mail: { active: 0 } });
  });

  test('counts properties too', async () => {
    const { client } = await emulate();
    const applicationProperties = { large: 'x'.repeat(20_000) };

    const sending = client
      .createSender('mail')
      .sendMessages({ body: Buffer.alloc(250_000), applicationProperties });

    await expect(sending).rejects.toMatchObject(tooLarge);
  });

  test('leaves the link usable: the next message goes through', async () => {
    const { client } = await emulate();
    const sender = client.createSender('mail');
    await sender.sendMessages({ body: Buffer.alloc(300_000) }).catch(() => undefined);

    await sender.sendMessages({ body: 'small' });

    expect(await receiveOne(client.createReceiver('mail'))).toMatchObject({ body: 'small' });
  });

  test('refuses only the larger of several messages sent at once', async () => {
    const { client, serviceBus } = await emulate();
    const sender = client.createSender('mail');
    await sender.sendMessages({ body: 'opens the link' });

    const results = await Promise.allSettled([
      sender.sendMessages({ body: 'a' }),
      sender.sendMessages({ body: Buffer.alloc(300_000) }),
      sender.sendMessages({ body: 'b' }),
    ]);

    expect(results).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: tooLarge },
      { status: 'fulfilled' },
    ]);
    expect(serviceBus.counts()).toMatchObject({ mail: { active: 3 } });
  });

  test('holds for scheduled messages: of several, none is scheduled when one is too large', async () => {
    const { client, clock, serviceBus } = await emulate();
    const sender = client.createSender('mail');
    const due = new Date(clock.nowMs() + hourMs);

    const scheduling = sender.scheduleMessages(
      [{ body: 'small' }, { body: Buffer.alloc(300_000) }],
      due,
    );

    await expect(scheduling).rejects.toMatchObject(tooLarge);
    expect(serviceBus.counts()).toMatchObject({ mail: { scheduled: 0 } });
  });

  test('is the queue’s own setting', async () => {
    const { client } = await emulate({ small: { maxMessageSizeBytes: 2_000 } });
    const sender = client.createSender('small');

    await sender.sendMessages({ body: Buffer.alloc(1_000) });

    await expect(sender.sendMessages({ body: Buffer.alloc(2_000) })).rejects.toMatchObject(
      tooLarge,
    );
  });
});

describe('many messages at once', () => {
  test('a handler for 16 messages at a time gets 3,000, and never more than 16', async () => {
    const { client, serviceBus } = await emulate();
    await sendNumbered(client.createSender('mail'), 3_000);
    const seen = new Set<unknown>();
    let running = 0;
    let most = 0;

    const subscription = client.createReceiver('mail').subscribe(
      {
        async processMessage({ body }) {
          most = Math.max(most, ++running);
          await new Promise((resolve) => setImmediate(resolve));
          seen.add(body);
          running--;
        },
        processError: ({ error }) => Promise.reject(error),
      },
      { maxConcurrentCalls: 16 },
    );

    await eventually(() => serviceBus.counts()['mail']?.active).toBe(0);
    await subscription.close();
    expect([seen.size, most]).toEqual([3_000, 16]);
  });

  test('a message that one client holds for long does not keep another from the rest', async () => {
    const { client, serviceBus } = await emulate();
    await sendNumbered(client.createSender('mail'), 2_500);
    await receiveOne(client.createReceiver('mail'));
    const other = connect(serviceBus).createReceiver('mail');

    for (let left = 2_499; left > 0; left -= Math.min(left, 500)) {
      const some = await receiveMany(other, Math.min(left, 500));
      for (const message of some) await other.completeMessage(message);
    }

    expect(serviceBus.counts()).toMatchObject({ mail: { active: 1, locked: 1 } });
  });
});

/** 500 fit a batch. */
async function sendNumbered(
  sender: { sendMessages(messages: { body: number }[]): Promise<void> },
  count: number,
): Promise<void> {
  for (let start = 0; start < count; start += 500) {
    await sender.sendMessages(Array.from({ length: 500 }, (_, index) => ({ body: start + index })));
  }
}
