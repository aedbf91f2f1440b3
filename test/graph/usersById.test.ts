import { expect, test } from 'vitest';
import {
  type BatchPart,
  type BatchPartAnswer,
  batchParts,
  groupReader,
  notedWaits,
  user,
} from './directory.ts';
import { answering, type GraphServer, graphError, graphServer } from './graphServer.ts';

/** Answers batches part by part, in reverse order as Graph may; undefined leaves a part out. */
async function batchServer(
  answer: (part: BatchPart, batch: number) => BatchPartAnswer | undefined,
): Promise<{ graph: GraphServer; batches: (readonly BatchPart[])[] }> {
  const batches: (readonly BatchPart[])[] = [];
  const graph = await graphServer((response, request) => {
    const parts = batchParts(request);
    batches.push(parts);
    const responses = parts
      .map((part) => ({ part, answered: answer(part, batches.length) }))
      .filter(({ answered }) => answered)
      .map(({ part, answered }) => ({ id: part.id, ...answered }))
      .reverse();
    answering(200, JSON.stringify({ responses }))(response);
  });
  return { graph, batches };
}

const nameIn = ({ url }: BatchPart) => /^\/users\/id-([^?]+)\?/.exec(url)?.[1] ?? '';
const found = (part: BatchPart): BatchPartAnswer => ({ status: 200, body: user(nameIn(part)) });
const names = (count: number) => Array.from({ length: count }, (_, n) => `id-u${n}`);

test('45 users are read in three batches of at most 20, in the order asked', async () => {
  const { graph, batches } = await batchServer(found);
  const reader = groupReader(graph.url);

  const users = await reader.users(names(45));

  expect(users.map(({ mailboxId }) => mailboxId)).toEqual(names(45));
  expect(batches.map(({ length }) => length)).toEqual([20, 20, 5]);
  expect(reader.requestCount()).toBe(3);
  expect(graph.received[0]).toMatchObject({
    method: 'POST',
    path: '/v1.0/$batch',
    headers: { 'content-type': 'application/json', authorization: 'Bearer the-token' },
  });
});

test('a user comes with its manager', async () => {
  const grace = { id: 'id-grace', displayName: 'Grace', mail: 'grace@contoso.example' };
  const { graph, batches } = await batchServer((part) => ({
    status: 200,
    body: user(nameIn(part), { manager: { '@odata.type': '#microsoft.graph.user', ...grace } }),
  }));

  const [ada] = await groupReader(graph.url).users(['id-ada']);

  expect(ada?.manager).toEqual(grace);
  expect(batches[0]?.[0]?.url).toBe(
    '/users/id-ada?$select=id,displayName,mail,userPrincipalName,accountEnabled,proxyAddresses&$expand=manager($select=id,displayName,mail)',
  );
});

test('ids of no user are left out', async () => {
  const { graph } = await batchServer((part) =>
    nameIn(part) === 'u1'
      ? { status: 404, body: JSON.parse(graphError('Request_ResourceNotFound')) }
      : found(part),
  );

  const users = await groupReader(graph.url).users(names(3));

  expect(users.map(({ mailboxId }) => mailboxId)).toEqual(['id-u0', 'id-u2']);
});

test('throttled parts of a batch are asked again, alone, after the longest wait among them', async () => {
  const { graph, batches } = await batchServer((part, batch) => {
    const throttled = batch === 1 && ['u1', 'u3'].includes(nameIn(part));
    const seconds = nameIn(part) === 'u1' ? '3' : '11';
    return throttled ? { status: 429, headers: { 'Retry-After': seconds } } : found(part);
  });
  const clock = notedWaits();

  const users = await groupReader(graph.url, { clock }).users(names(5));

  expect(users.map(({ mailboxId }) => mailboxId)).toEqual(names(5));
  expect(batches[1]?.map(nameIn)).toEqual(['u1', 'u3']);
  expect(clock.waitsMs).toEqual([11_000]);
});

test('a part that the answer leaves out is asked again, and for good it is unreadable', async () => {
  const { graph, batches } = await batchServer((part) =>
    nameIn(part) === 'u1' ? undefined : found(part),
  );

  const read = groupReader(graph.url).users(names(3));

  await expect(read).rejects.toMatchObject({
    name: 'DirectoryUnreadable',
    code: 'UnreadableAnswer',
  });
  expect(batches).toHaveLength(5);
});

test('a part that is forbidden names the right to grant', async () => {
  const { graph } = await batchServer(() => ({
    status: 403,
    body: JSON.parse(graphError('Authorization_RequestDenied')),
  }));

  await expect(groupReader(graph.url).users(['id-ada'])).rejects.toThrow(
    /403 Authorization_RequestDenied.*User\.Read\.All/,
  );
});

test('a batch that is throttled as a whole shares its tries with its parts', async () => {
  let answered = 0;
  const graph = await graphServer((response) => {
    answered++;
    if (answered % 2 === 1) return answering(503)(response);
    answering(200, JSON.stringify({ responses: [{ id: '0', status: 429 }] }))(response);
  });

  await expect(groupReader(graph.url).users(['id-ada'])).rejects.toMatchObject({
    code: 'HTTP 503',
  });
  expect(graph.received).toHaveLength(5);
});

test('no ids need no request', async () => {
  const reader = groupReader('http://127.0.0.1:9');

  expect(await reader.users([])).toEqual([]);
  expect(reader.requestCount()).toBe(0);
});
