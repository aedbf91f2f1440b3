import { expect, test } from 'vitest';
import type { GraphSimulator } from '../../local/graph/startGraph.ts';
import { boss, ids, senders, tenant } from './directory.ts';
import { post, refusalIn } from './simulator.ts';

interface Item {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

function batch(graph: GraphSimulator, requests: unknown): Promise<Response> {
  return post(`${graph.url}/v1.0/$batch`, {
    body: JSON.stringify({ requests }),
    headers: { 'Content-Type': 'application/json' },
  });
}

async function itemsOf(response: Response): Promise<ReadonlyMap<string, Item>> {
  const { responses } = (await response.json()) as { responses: Item[] };
  return new Map(responses.map((item) => [item.id, item]));
}

const user = (id: string) => ({
  id,
  method: 'GET',
  url: `/users/${id}?$select=id,mail&$expand=manager`,
});

test('users are read in one request, each answered by its id, not in order', async () => {
  const graph = await tenant();

  const response = await batch(graph, [user(ids[0] ?? ''), user('nobody'), user(ids[4] ?? '')]);
  const items = await itemsOf(response);

  expect(response.status).toBe(200);
  expect([...items.keys()]).toEqual([ids[4], 'nobody', ids[0]]);
  expect(items.get(ids[0] ?? '')).toMatchObject({
    status: 200,
    body: { manager: { id: boss.id } },
  });
  expect(items.get('nobody')).toMatchObject({
    status: 404,
    body: { error: { code: 'Request_ResourceNotFound' } },
  });
  expect(graph.requests()).toMatchObject({
    otherCount: 1,
    batchCount: 1,
    directory: { users: { requestCount: 3 } },
  });
});

test('an item is throttled on its own, with its own Retry-After', async () => {
  const graph = await tenant({ behaviour: { unitsPer10Seconds: 2 } });
  const read = (id: string) => ({ id, method: 'GET', url: `/users/${ids[0]}?$select=id` });

  const response = await batch(graph, ['1', '2', '3'].map(read));
  const items = await itemsOf(response);

  expect(response.status).toBe(200);
  expect(['1', '2', '3'].map((id) => items.get(id)?.status)).toEqual([200, 200, 429]);
  expect(Number(items.get('3')?.headers['Retry-After'])).toBeGreaterThan(0);
});

test('an item has its own headers', async () => {
  const graph = await tenant();
  const url = `/groups/${senders.id}/members/microsoft.graph.user?$count=true`;

  const response = await batch(graph, [
    { id: 'with', method: 'GET', url, headers: { ConsistencyLevel: 'eventual' } },
    { id: 'without', method: 'GET', url },
  ]);
  const items = await itemsOf(response);

  expect(items.get('with')?.status).toBe(200);
  expect(items.get('without')?.status).toBe(400);
});

test('a fault that breaks the connection breaks the whole batch', async () => {
  const graph = await tenant({ faults: [{ on: 'users', answer: 'reset', times: 1 }] });

  await expect(batch(graph, [user(ids[0] ?? ''), user(ids[1] ?? '')])).rejects.toThrow(
    'fetch failed',
  );
});

test.each([
  ['21 requests', Array.from({ length: 21 }, (_, index) => ({ ...user('a'), id: String(index) }))],
  ['no request', []],
  ['an id twice', [user('a'), user('a')]],
  ['a request without a method', [{ id: '1', url: '/users/a' }]],
  ['no list', 'users'],
])('a batch of %s is refused as a whole', async (_, requests) => {
  const graph = await tenant();

  expect(await refusalIn(await batch(graph, requests))).toBe('400 BadRequest');
});

test.each([
  ['a POST', { id: '1', method: 'POST', url: `/users/${ids[0]}/sendMail` }],
  ['a URL with its host', { id: '1', method: 'GET', url: 'http://127.0.0.1/v1.0/users' }],
  ['a URL with its version', { id: '1', method: 'GET', url: '/v1.0/users' }],
])('%s in a batch is refused for itself', async (_, request) => {
  const graph = await tenant();

  const items = await itemsOf(await batch(graph, [request]));

  expect(items.get('1')).toMatchObject({ status: 400, body: { error: { code: 'BadRequest' } } });
});
