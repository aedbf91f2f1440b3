import type { ServiceBusMessage } from '@azure/service-bus';
import { expect, test, vi } from 'vitest';
import { startFixture } from './support/fixtureHost.ts';
import { startQueues, type TestQueue } from './support/serviceBus.ts';

function job(name: string, act: string, waitMs = 0): ServiceBusMessage {
  return { body: Buffer.from(name), applicationProperties: { act, waitMs } };
}

/** The work app on a queue of its own. */
async function startWork(queue: TestQueue = {}) {
  const { client, env, bodies } = await startQueues({ work: queue });
  const host = await startFixture('work', env);
  return {
    host,
    send: (...jobs: ServiceBusMessage[]) => client.createSender('work').sendMessages(jobs),
    inQueue: () => bodies('work'),
    deadLetters: () => bodies('work', 'deadLetter'),
  };
}

test('a message is gone when its function has returned', async () => {
  const { host, send, inQueue } = await startWork();

  await send(job('a', 'return'));

  await host.linesAfter('end a');
  await vi.waitFor(async () => expect(await inQueue()).toEqual([]));
});

test('a message comes back at once when its function throws, until it is dead-lettered', async () => {
  const { host, send, deadLetters } = await startWork({ maxDeliveryCount: 3 });
  const beganMs = Date.now();

  await send(job('a', 'throw'));

  await vi.waitFor(async () => expect(await deadLetters()).toEqual(['a']), { timeout: 5_000 });
  expect(await host.linesAfter('begin a')).toEqual(['1', '2', '3']);
  expect(Date.now() - beganMs).toBeLessThan(5_000); // the function's `retry` of 30 s has no effect
});

test.each(['throwUndefined', 'throwNull'])('a function that does %s has succeeded', async (act) => {
  const { host, send, inQueue, deadLetters } = await startWork();

  await send(job('a', act));

  await host.linesAfter('begin a');
  await vi.waitFor(async () => expect(await inQueue()).toEqual([]));
  expect(await deadLetters()).toEqual([]);
});

test('functions that end in the same moment are settled each with its own outcome', async () => {
  const { send, inQueue, deadLetters } = await startWork({ maxDeliveryCount: 1 });
  const all = Array.from({ length: 10 * 16 }, (_, index) =>
    index % 2 ? job(`good-${index}`, 'returnTogether') : job(`bad-${index}`, 'throwTogether'),
  );
  const bad = all.map(({ body }) => String(body)).filter((name) => name.startsWith('bad'));

  await send(...all);

  await vi.waitFor(async () => expect(await inQueue()).toEqual([]), { timeout: 10_000 });
  expect(await deadLetters()).toEqual(bad.sort());
});

test('as many functions run at once as maxConcurrentCalls of host.json says', async () => {
  const { host, send } = await startWork();
  const all = Array.from({ length: 20 }, (_, index) => job(`hang-${index}`, 'hang'));

  await send(...all);

  await host.linesAfter('begin', 16);
  await send(job('later', 'return')); // a round trip, in which a seventeenth would have begun
  expect(await host.linesAfter('begin')).toHaveLength(16);
});
