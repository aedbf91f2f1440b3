import { expect, test } from 'vitest';
import { startFixture } from './support/fixtureHost.ts';
import { startQueues } from './support/serviceBus.ts';

test('a function that runs longer than the lock keeps its message', async () => {
  const { client, env } = await startQueues({ work: { lockDurationMs: 3_000 } });
  const host = await startFixture('work', env);

  await client.createSender('work').sendMessages({
    body: Buffer.from('slow'),
    applicationProperties: { act: 'wait', waitMs: 7_000 },
  });

  await host.linesAfter('end slow');
  expect(await host.linesAfter('begin slow')).toEqual(['1']);
});

test('a message comes back when its function runs beyond maxAutoLockRenewalDuration', async () => {
  const { client, env } = await startQueues({ work: { lockDurationMs: 3_000 } });
  const host = await startFixture('locks', env);

  await client.createSender('work').sendMessages({
    body: Buffer.from('slow'),
    applicationProperties: { act: 'wait', waitMs: 9_000 },
  });

  expect(await host.linesAfter('begin slow', 2)).toEqual(['1', '2']);
  await host.linesAfter('Function work: could not settle a message, it will come again');
});
