import { expect, test } from 'vitest';
import { graphClient } from '../../shared/graph/client.ts';
import { runLimits } from '../../shared/graph/directory/directoryLimits.ts';
import { DirectoryRequests } from '../../shared/graph/directory/directoryRequests.ts';
import { syncTimes } from '../../shared/senders/sync/times.ts';
import { groupId, groupReader, list, notedWaits, user } from './directory.ts';
import { answering, type GraphServer, graphError, graphServer } from './graphServer.ts';

/** Answers in this order, and then with one member. */
async function answers(...first: Parameters<typeof answering>[]): Promise<GraphServer> {
  let next = 0;
  return graphServer((response) => {
    const answer = first[next++];
    answering(...(answer ?? [200, list([user('ada')])]))(response);
  });
}

test('a throttled read waits exactly as long as Graph asks, and then goes on', async () => {
  const graph = await answers(
    [429, graphError('TooManyRequests'), { 'Retry-After': '17' }],
    [
      503,
      '',
      { Date: 'Sun, 01 Nov 2026 07:15:00 GMT', 'Retry-After': 'Sun, 01 Nov 2026 07:15:45 GMT' },
    ],
  );
  const clock = notedWaits();
  const reader = groupReader(graph.url, { clock });

  const { members } = await reader.members(groupId);

  expect(members).toHaveLength(1);
  expect(clock.waitsMs).toEqual([17_000, 45_000]);
  expect(reader.requestCount()).toBe(3);
});

test('without a time the waits double, and five tries are all', async () => {
  const graph = await graphServer(answering(503));
  const clock = notedWaits();

  const read = groupReader(graph.url, { clock }).members(groupId);

  await expect(read).rejects.toMatchObject({ code: 'HTTP 503' });
  expect(clock.waitsMs).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect(graph.received).toHaveLength(5);
});

test('a wait that is too long is neither sat out nor cut short: the text names it', async () => {
  const graph = await answers(
    [429, '', { 'Retry-After': '100' }],
    [429, '', { 'Retry-After': '21' }],
  );
  const clock = notedWaits();

  const read = groupReader(graph.url, { clock }).members(groupId);

  await expect(read).rejects.toThrow(/HTTP 429, and asks to wait 21 s/);
  expect(clock.waitsMs).toEqual([100_000]);
});

test('a connection that breaks is tried again', async () => {
  let breaks = 2;
  const graph = await graphServer((response) => {
    if (breaks-- > 0) return void response.socket?.resetAndDestroy();
    answering(200, list([user('ada')]))(response);
  });

  const { members } = await groupReader(graph.url).members(groupId);

  expect(members).toHaveLength(1);
  expect(graph.begun()).toBe(3);
});

test('an answer that does not end is given up in time', async () => {
  const graph = await graphServer((response) => {
    response.writeHead(200).write('{"value":[');
  });
  const address = { endpoint: graph.url, version: 'v1.0' };
  const limits = { requestMs: 200, mostTries: 2, mostWaitMs: 10_000 };
  const requests = new DirectoryRequests(
    graphClient(address, undefined),
    address,
    limits,
    notedWaits(),
  );

  const answer = await requests.ask({ path: '/groups' });

  expect(answer.kind).toBe('noAnswer');
  expect(graph.received).toHaveLength(2);
});

test('a read of a run ends before the run may lose its list', () => {
  const { requestMs, mostTries, mostWaitMs } = runLimits;

  expect((mostTries + 1) * requestMs + mostWaitMs).toBeLessThan(syncTimes.lockMs);
});
