import { expect, test } from 'vitest';
import { startFixture } from './support/fixtureHost.ts';
import { startQueues } from './support/serviceBus.ts';

test('a host that is stopped lets running functions end, then runs the terminate hooks', async () => {
  const { client, env, bodies } = await startQueues({ work: {} });
  const host = await startFixture('work', env);
  await client.createSender('work').sendMessages({
    body: Buffer.from('slow'),
    applicationProperties: { act: 'wait', waitMs: 1_000 },
  });
  await host.linesAfter('begin slow');

  const exit = await host.stop();

  expect(exit).toEqual({ code: 0, signal: null });
  expect(host.lines.slice(-5)).toEqual([
    'Functions host is stopping: running functions end first.',
    'end slow',
    'hook postInvocation of work',
    'hook appTerminate',
    'Functions host stopped.',
  ]);
  expect(await bodies('work')).toEqual([]);
});

test('a host that is stopping takes no new message', async () => {
  const { client, env } = await startQueues({ work: {} });
  const host = await startFixture('work', env);
  const sender = client.createSender('work');
  await sender.sendMessages({
    body: Buffer.from('slow'),
    applicationProperties: { act: 'wait', waitMs: 2_000 },
  });
  await host.linesAfter('begin slow');

  const stopped = host.stop();
  await host.linesAfter('Functions host is stopping');
  await sender.sendMessages({
    body: Buffer.from('late'),
    applicationProperties: { act: 'return' },
  });
  await stopped;

  expect(host.lines).not.toContain('end late');
  const [left] = await client.createReceiver('work').receiveMessages(1);
  expect(left?.body.toString()).toBe('late');
  expect(left?.deliveryCount).toBe(0);
});

test('a second signal changes nothing', async () => {
  const { client, env } = await startQueues({ work: {} });
  const host = await startFixture('work', env);
  await client.createSender('work').sendMessages({
    body: Buffer.from('slow'),
    applicationProperties: { act: 'wait', waitMs: 1_000 },
  });
  await host.linesAfter('begin slow');

  const stopped = host.stop();
  process.kill(host.pid, 'SIGINT');

  expect(await stopped).toEqual({ code: 0, signal: null });
  expect(host.lines).toContain('end slow');
});

test('a host stops at once while its Service Bus cannot be reached', async () => {
  const host = await startFixture('work', {
    ServiceBus:
      'Endpoint=sb://localhost:1;SharedAccessKeyName=x;SharedAccessKey=y;UseDevelopmentEmulator=true',
  });
  await host.linesAfter('Function work: receive:');

  const exit = await host.stop();

  expect(exit).toEqual({ code: 0, signal: null });
});
