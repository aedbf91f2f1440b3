import { expect, test } from 'vitest';
import { startFixture } from './support/fixtureHost.ts';
import { startQueues } from './support/serviceBus.ts';

/** Short, but above the 3 s below which clients flake under load. */
const lockDurationMs = 4_000;

async function startWork(app = 'work') {
  const { client, env } = await startQueues({ work: { lockDurationMs } });
  const send = (name: string, act: string) =>
    client
      .createSender('work')
      .sendMessages({ body: Buffer.from(name), applicationProperties: { act } });
  return { host: await startFixture(app, env), env, send };
}

test('a killed host loses nothing: its message comes back to the next one', async () => {
  const { host, env, send } = await startWork();
  await send('a', 'hang');
  await host.linesAfter('begin a');

  const exit = await host.kill();

  expect(exit).toEqual({ code: null, signal: 'SIGKILL' });
  const next = await startFixture('work', env);
  expect(await next.linesAfter('begin a')).toEqual(['2']);
});

test.each([
  ['crash', 'an error nobody catches', 1],
  ['rejectAlone', 'a rejection nobody handles', 1],
  ['exit', 'process.exit(7)', 7],
])('%s: %s ends the host and every running function', async (act, _what, code) => {
  const { host, send } = await startWork();
  await send('bystander', 'hang');
  await host.linesAfter('begin bystander');

  await send('culprit', act);

  expect(await host.exited).toEqual({ code, signal: null });
  expect(host.lines).not.toContain('hook appTerminate');
});

test('a function beyond functionTimeout ends the host', async () => {
  const { host, send } = await startWork('timeout');

  await send('endless', 'hang');

  expect(await host.exited).toEqual({ code: 1, signal: null });
  expect(host.lines).toContain('Function work ran longer than 1000 ms: the process ends.');
});
