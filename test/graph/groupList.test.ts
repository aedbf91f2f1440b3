import { expect, test } from 'vitest';
import { allGroups, type BatchPartAnswer, batchParts, list, notedWaits } from './directory.ts';
import { answering, type GraphServer, graphError, graphServer } from './graphServer.ts';

/** Answers with these groups on pages of 30, and counts as told. */
async function tenant(
  groups: readonly { id: string }[],
  count: (id: string, batch: number) => BatchPartAnswer,
): Promise<GraphServer> {
  let batches = 0;
  const server: GraphServer = await graphServer((response, request) => {
    if (request.method === 'POST') {
      batches++;
      const responses = batchParts(request).map(({ id, url, headers }) => ({
        id,
        ...(headers?.['ConsistencyLevel'] === 'eventual'
          ? count(/^\/groups\/([^/]+)\/members\/\$count$/.exec(url)?.[1] ?? '', batches)
          : { status: 400, body: JSON.parse(graphError('Request_BadRequest')) }),
      }));
      return answering(200, JSON.stringify({ responses }))(response);
    }
    const skip = Number(new URL(request.path, server.url).searchParams.get('$skiptoken') ?? 0);
    const next = { '@odata.nextLink': `${server.url}/v1.0/groups?$skiptoken=${skip + 30}` };
    answering(
      200,
      list(groups.slice(skip, skip + 30), skip + 30 < groups.length ? next : {}),
    )(response);
  });
  return server;
}

const group = (id: string, more: object = {}) => ({
  id,
  displayName: `Group ${id}`,
  mail: null,
  mailEnabled: false,
  securityEnabled: true,
  groupTypes: [],
  ...more,
});

test('every group of every page is listed with the number of its members, 20 counted at a time', async () => {
  const groups = Array.from({ length: 50 }, (_, n) => group(`g${n}`));
  const graph = await tenant(groups, (id) => ({ status: 200, body: Number(id.slice(1)) }));

  const listed = await allGroups(graph.url);

  expect(listed.map(({ id }) => id)).toEqual(groups.map(({ id }) => id));
  expect(listed.map(({ memberCount }) => memberCount)).toEqual(groups.map((_, n) => n));
  const batches = graph.received.filter(({ method }) => method === 'POST');
  expect(batches.map((batch) => batchParts(batch).length)).toEqual([20, 10, 20]);
});

test('each kind of group is told apart', async () => {
  const mailEnabled = { mailEnabled: true, mail: 'g@contoso.example' };
  const graph = await tenant(
    [
      group('a', {
        ...mailEnabled,
        groupTypes: ['Unified', 'DynamicMembership'],
        securityEnabled: true,
      }),
      group('b', mailEnabled),
      group('c'),
      group('d', { ...mailEnabled, securityEnabled: false }),
    ],
    () => ({ status: 200, body: 1 }),
  );

  const listed = await allGroups(graph.url);

  expect(listed.map(({ kind, mail }) => `${kind}: ${mail}`)).toEqual([
    'Microsoft 365: g@contoso.example',
    'mail-enabled security: g@contoso.example',
    'security: undefined',
    'distribution: g@contoso.example',
  ]);
});

test.each([
  ['a number', 893],
  ['a text', '893'],
  ['base64', Buffer.from('893').toString('base64')],
])('a count that comes as %s is read', async (_, body) => {
  const graph = await tenant([group('a')], () => ({ status: 200, body }));

  expect(await allGroups(graph.url)).toMatchObject([{ memberCount: 893 }]);
});

test('a group whose members may not be counted is listed without a number', async () => {
  const graph = await tenant([group('a'), group('b')], (id) =>
    id === 'a'
      ? { status: 403, body: JSON.parse(graphError('Authorization_RequestDenied')) }
      : { status: 200, body: 2 },
  );

  const listed = await allGroups(graph.url);

  expect(listed.map(({ memberCount }) => memberCount)).toEqual([undefined, 2]);
});

test('throttled counts are asked again, and a number is never left out for that', async () => {
  const graph = await tenant([group('a'), group('b')], (id, batch) =>
    id === 'a' && batch === 1
      ? { status: 429, headers: { 'retry-after': '5' } }
      : { status: 200, body: 2 },
  );
  const clock = notedWaits();

  const listed = await allGroups(graph.url, { clock });

  expect(listed.map(({ memberCount }) => memberCount)).toEqual([2, 2]);
  expect(clock.waitsMs).toEqual([5_000]);
});

test('a list that breaks off ends with an error', async () => {
  const graph = await graphServer(answering(403, graphError('Authorization_RequestDenied')));

  await expect(allGroups(graph.url)).rejects.toThrow(/GroupMember\.Read\.All/);
});
