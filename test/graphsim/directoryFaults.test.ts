import { expect, test, vi } from 'vitest';
import { allPages, ask, deltaOf, ids, linkFromNow, senders, tenant, toldIn } from './directory.ts';
import { refusalIn } from './simulator.ts';

const members = `/groups/${senders.id}/members`;

test.each([
  ['groups', '/groups'],
  ['members', `${members}/microsoft.graph.user/$count`],
  ['delta', '/groups/delta'],
  ['users', `/users/${ids[0]}/manager`],
] as const)(
  'a throttled request for %s is answered 429 with Retry-After, the next as usual',
  async (on, path) => {
    const graph = await tenant({ faults: [{ on, answer: 429, retryAfterSeconds: 3, times: 1 }] });
    const headers = { ConsistencyLevel: 'eventual' };

    const throttled = await ask(graph, path, headers);
    const next = await ask(graph, path, headers);

    expect(throttled.headers.get('retry-after')).toBe('3');
    expect(await refusalIn(throttled)).toBe('429 TooManyRequests');
    expect(next.status).toBe(200);
  },
);

test('a fault of one page leaves the others alone', async () => {
  const graph = await tenant({ faults: [{ on: 'members', answer: 503, onPage: 2, times: 1 }] });
  const first = (await (await ask(graph, `${members}?$top=2`)).json()) as {
    '@odata.nextLink': string;
  };

  const failed = await fetch(first['@odata.nextLink']);
  const rest = await allPages(first['@odata.nextLink']);

  expect(await refusalIn(failed)).toBe('503 ServiceUnavailable');
  expect(rest).toHaveLength(3);
});

test('a page of a delta query can fail as well', async () => {
  const graph = await tenant({
    behaviour: { deltaMembersPerPage: 2 },
    faults: [{ on: 'delta', answer: 503, onPage: 3 }],
  });

  await expect(allPages(deltaOf(graph))).rejects.toThrow('page 3: 503');
});

test('an empty answer with 200 looks like a group without members', async () => {
  const graph = await tenant({ faults: [{ on: 'members', answer: 'nothing', times: 2 }] });

  const pages = await allPages(`${graph.url}/v1.0${members}`);
  const count = await ask(graph, `${members}/$count`, { ConsistencyLevel: 'eventual' });
  const after = await allPages(`${graph.url}/v1.0${members}`);

  expect(pages).toEqual([{ '@odata.context': expect.any(String), value: [] }]);
  expect(await count.text()).toBe('0');
  expect(after[0]?.value).toHaveLength(7);
});

test('an empty answer to a delta link loses the changes and still gives a link', async () => {
  const graph = await tenant();
  const link = await linkFromNow(graph);
  graph.removeMembers(senders.id, [ids[0] ?? '']);
  graph.setFaults([{ on: 'delta', answer: 'nothing', times: 1 }]);

  const [empty] = await allPages(link);
  graph.addMembers(senders.id, [ids[0] ?? '']);
  const next = await allPages(empty?.['@odata.deltaLink'] ?? '');

  expect(empty?.value).toEqual([]);
  expect(toldIn(next)).toEqual([`+${ids[0]}`]);
});

test('a reset breaks the connection, and a request may never be answered', async () => {
  const graph = await tenant({
    faults: [
      { on: 'users', answer: 'reset', times: 1 },
      { on: 'users', answer: 'never' },
    ],
  });

  await expect(ask(graph, '/users')).rejects.toThrow('fetch failed');
  const open = ask(graph, '/users').catch(() => 'cut off');
  await vi.waitFor(() => expect(graph.faults()[1]?.firedCount).toBe(1));
  await graph.close();

  expect(await open).toBe('cut off');
});

test('a slow answer shows the group of the moment it is given', async () => {
  const graph = await tenant({ faults: [{ on: 'members', answer: 'as-usual', delayMs: 300 }] });

  const slow = allPages(`${graph.url}/v1.0${members}`);
  await vi.waitFor(() => expect(graph.faults()[0]?.firedCount).toBe(1), { interval: 5 });
  graph.removeMembers(senders.id, ids);
  const [page] = await slow;

  expect(page?.value).toHaveLength(2);
});
