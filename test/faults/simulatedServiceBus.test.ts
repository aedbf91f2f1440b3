import { expect, test } from 'vitest';
import type { OutgoingMessage } from '../../shared/job/message.ts';
import { ServiceBusQueue } from './simulatedServiceBus.ts';
import { Trace } from './trace.ts';
import { VirtualTime } from './virtualTime.ts';

const lockMs = 60_000;
const goes = { mostEvents: 100 };

function startQueue({ maxDeliveryCount = 10, duplicateWindowMs = 600_000 } = {}) {
  const time = new VirtualTime(0);
  const settings = { lockMs, maxDeliveryCount, duplicateWindowMs };
  return { time, queue: new ServiceBusQueue(settings, time, new Trace(time, undefined)) };
}

function message(change: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return { body: Buffer.from('mail'), messageId: 'a', applicationProperties: {}, ...change };
}

test('a message that nobody settles comes back when its lock runs out, and is a dead letter in the end', async () => {
  const { time, queue } = startQueue({ maxDeliveryCount: 2 });
  queue.take(message());

  const seen: unknown[] = [];
  for (let delivery = 0; delivery < 3; delivery++) {
    await time.run({ ...goes, untilMs: time.now() + lockMs + 1 });
    seen.push(queue.receive('queue', () => false)?.place);
  }

  expect(seen).toEqual(['queue', 'queue', undefined]);
  expect(queue.activeCount('deadLetters')).toBe(1);
});

test('a lock that is renewed keeps the message; a lost one does not, and its holder settles nothing', async () => {
  const { time, queue } = startQueue();
  queue.take(message());
  await time.run(goes);

  const delivery = queue.receive('queue', () => time.now() < 5 * lockMs);
  await time.run({ ...goes, untilMs: 3 * lockMs });
  const whileRenewed = queue.activeCount('queue');
  if (delivery) queue.loseLock(delivery);

  expect(whileRenewed).toBe(0);
  expect(queue.activeCount('queue')).toBe(1);
  expect(delivery && queue.settle(delivery, 'complete')).toBe(false);
});

test('an id that was taken within the window is dropped, scheduled or not; after the window it is taken', async () => {
  const { time, queue } = startQueue();

  const taken = [queue.take(message(), 3_600_000), queue.take(message())];
  await time.run({ ...goes, untilMs: 3_600_000 });
  taken.push(queue.take(message()));

  expect(taken).toEqual([true, false, true]);
});

test('a scheduled message is received at its time and not before', async () => {
  const { time, queue } = startQueue();
  queue.take(message(), 5000);

  await time.run({ ...goes, untilMs: 4999 });
  const before = queue.activeCount('queue');
  await time.run({ ...goes, untilMs: 5000 });

  expect([before, queue.activeCount('queue')]).toEqual([0, 1]);
});

test('a message whose time to live is over is a dead letter', async () => {
  const { time, queue } = startQueue();
  queue.take(message({ timeToLive: 1000 }));

  await time.run(goes);

  expect([queue.activeCount('queue'), queue.activeCount('deadLetters')]).toEqual([0, 1]);
});

test('more than 256 KB with its properties is refused', () => {
  const { queue } = startQueue();

  expect(() => queue.take(message({ body: Buffer.alloc(262_144) }))).toThrow('MessageSizeExceeded');
});
