import { expect, test } from 'vitest';
import { startHost } from '../../local/host/hostProcess.ts';
import { fixtureRoot, startFixture } from './support/fixtureHost.ts';
import { useHttpApp } from './support/httpApp.ts';

const { get, host } = useHttpApp('http');

test('status, headers, cookies and body are what the function returned', async () => {
  const response = await get('/api/answer');

  expect(response.status).toBe(202);
  expect(response.headers.get('location')).toBe('/api/mail/mail-1');
  expect(response.headers.get('retry-after')).toBe('5');
  expect(response.headers.getSetCookie()).toEqual([
    'a=b%20c; Max-Age=60; Path=/; HttpOnly; SameSite=Strict',
  ]);
  expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from([0, 1, 255]));
});

test('a function may return a stream as its body', async () => {
  const response = await get('/api/streamed');

  expect(await response.text()).toBe('one two');
});

test('a function that returns nothing answers 204', async () => {
  const response = await get('/api/nothing');

  expect(response.status).toBe(204);
});

test('a function that throws answers 500 with an empty body, and says why on stderr', async () => {
  const response = await get('/api/failing');

  expect(response.status).toBe(500);
  expect(await response.text()).toBe('');
  expect(await host().linesAfter('Function failing failed')).toEqual([
    expect.stringContaining('Error: as asked'),
  ]);
});

test('a request that runs when the host is stopped is answered', async () => {
  const stopping = await startFixture('http', {});
  const answer = fetch(`http://127.0.0.1:${stopping.port}/api/slow`);
  await stopping.linesAfter('slow begins');

  const stoppedMs = Date.now();
  const exit = stopping.stop();

  expect(await (await answer).text()).toBe('done');
  expect(await exit).toEqual({ code: 0, signal: null });
  expect(Date.now() - stoppedMs).toBeLessThan(4_000); // Node keeps the caller's connection open for 5 s
});

test('a taken port is a clear error', async () => {
  const starting = startHost({ root: fixtureRoot('http'), env: {}, port: host().port });

  await expect(starting).rejects.toThrow(
    `Port ${host().port} is taken by another program. Choose another with --port`,
  );
});
