import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startFixture } from './support/fixtureHost.ts';
import { openQueues, startQueues } from './support/serviceBus.ts';

const message = { body: Buffer.from('a'), applicationProperties: { act: 'return' } };

test('a host goes on within seconds when its Service Bus is restarted', async () => {
  const before = await openQueues({ work: {} });
  const host = await startFixture('work', before.env);
  await before.client.createSender('work').sendMessages(message);
  await host.linesAfter('end a');
  await before.close();
  await host.linesAfter('Function work: receive:');

  const restartedMs = Date.now();
  const after = await openQueues({ work: {} }, before.port);
  onTestFinished(after.close);
  await after.client.createSender('work').sendMessages(message);

  await host.linesAfter('end a', 2);
  expect(Date.now() - restartedMs).toBeLessThan(8_000); // the client by itself waits 30 s
});

test('a host that is started before its Service Bus finds it', async () => {
  const reserved = await openQueues({ work: {} });
  await reserved.close();
  const host = await startFixture('work', reserved.env);
  await host.linesAfter('Function work: receive:');

  const { client, close } = await openQueues({ work: {} }, reserved.port);
  onTestFinished(close);
  await client.createSender('work').sendMessages(message);

  await host.linesAfter('end a');
});

test('a Service Bus that stays away is reported once, not at every attempt', async () => {
  const gone = await openQueues({ work: {} });
  await gone.close();
  const attempts = await countAttempts(gone.port);
  const host = await startFixture('work', gone.env);

  await vi.waitFor(() => expect(attempts()).toBeGreaterThanOrEqual(6), 30_000);

  const reports = await host.linesAfter('Function work: receive:');
  expect(new Set(reports).size).toBe(reports.length);
  expect(reports.length).toBeLessThan(attempts());
});

/** Counts the connections to a port, each of which is broken off at once. */
async function countAttempts(port: number): Promise<() => number> {
  let count = 0;
  const server = createServer((socket) => {
    count += 1;
    socket.destroy();
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return () => count;
}

test('a queue that does not exist is named', async () => {
  const { env } = await startQueues({ another: {} });

  const host = await startFixture('work', env);

  const [problem] = await host.linesAfter('Function work: receive:');
  expect(problem).toMatch(/work' could not be found/);
});
