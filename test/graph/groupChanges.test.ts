import { expect, test } from 'vitest';
import { asked, groupId, groupReader, list } from './directory.ts';
import { answering, type GraphServer, graphError, graphServer } from './graphServer.ts';

const gone = { '@removed': { reason: 'deleted' } };
const member = (id: string, more: object = {}) => ({
  '@odata.type': '#microsoft.graph.user',
  id,
  ...more,
});
const group = (...members: object[]) => ({ id: groupId, 'members@delta': members });

/** Answers with these groups as the pages of a delta query; the last page has the link for next time. */
async function deltaServer(...pages: readonly (readonly object[])[]): Promise<GraphServer> {
  const server: GraphServer = await graphServer((response, { path }) => {
    const page = Number(new URL(path, server.url).searchParams.get('$skiptoken') ?? 1);
    const root = `${server.url}/v1.0/groups/delta`;
    const link =
      page < pages.length
        ? { '@odata.nextLink': `${root}?$skiptoken=${page + 1}` }
        : { '@odata.deltaLink': `${root}?$deltatoken=next` };
    answering(200, list(pages[page - 1], link))(response);
  });
  return server;
}

/** Tokens are given back as they came. */
const linkPath = '/v1.0/groups/delta?$deltatoken=aB%2Bc%3D%3D_-.~';
const linkTo = ({ url }: { url: string }) => url + linkPath;

test('a link from now on is asked for this group only, and every page says that changes are enough', async () => {
  const graph = await deltaServer([], []);

  const link = await groupReader(graph.url).linkFromNow(groupId);

  expect(link).toBe(`${graph.url}/v1.0/groups/delta?$deltatoken=next`);
  expect(asked(graph.received[0] ?? { path: '' })).toEqual({
    path: '/v1.0/groups/delta',
    query: { $select: 'members', $filter: `id eq '${groupId}'`, $deltatoken: 'latest' },
  });
  expect(graph.received.map(({ headers }) => headers['prefer'])).toEqual([
    'return=minimal',
    'return=minimal',
  ]);
});

test('changes of all pages are one answer, and the last change of a member counts', async () => {
  const graph = await deltaServer(
    [group(member('a', gone), member('b'), member('c'))],
    [],
    [group(member('a'), member('b', gone)), group(member('d', gone), member('c'))],
    [{ id: groupId }],
  );

  const changes = await groupReader(graph.url).changes(linkTo(graph));

  expect(changes).toEqual({
    kind: 'changes',
    addedIds: ['a', 'c'],
    removedIds: ['b', 'd'],
    nextLink: `${graph.url}/v1.0/groups/delta?$deltatoken=next`,
  });
  expect(graph.received[0]?.path).toBe(linkPath);
});

test('no change is an answer with a new link', async () => {
  const graph = await deltaServer([]);

  const changes = await groupReader(graph.url).changes(linkTo(graph));

  expect(changes).toMatchObject({ kind: 'changes', addedIds: [], removedIds: [] });
});

test('a deleted group is told apart from one that lost its members', async () => {
  const graph = await deltaServer([{ id: groupId, '@removed': { reason: 'changed' } }]);

  const read = groupReader(graph.url).changes(linkTo(graph));

  await expect(read).rejects.toMatchObject({ name: 'DirectoryUnreadable', code: 'GroupDeleted' });
  await expect(read).rejects.toThrow(/was deleted/);
});

test.each([
  [410, '', { Location: 'https://graph.example/v1.0/groups/delta?$deltatoken=' }],
  [400, graphError('syncStateNotFound'), {}],
  [404, graphError('BadRequest', { innerError: { code: 'SyncStateNotFound' } }), {}],
  [409, graphError('resyncRequired'), {}],
])('a link answered with %i %s has expired', async (status, body, headers) => {
  const graph = await graphServer(answering(status, body, headers));

  expect(await groupReader(graph.url).changes(linkTo(graph))).toEqual({ kind: 'expired' });
});

test('a link that expires between two pages has expired', async () => {
  const graph = await graphServer((response, { path }) => {
    if (path.includes('$skiptoken')) return answering(410)(response);
    const next = `${graph.url}/v1.0/groups/delta?$skiptoken=2`;
    answering(200, list([group(member('a'))], { '@odata.nextLink': next }))(response);
  });

  expect(await groupReader(graph.url).changes(linkTo(graph))).toEqual({ kind: 'expired' });
});

test('a link of another endpoint has expired, and nothing is asked there', async () => {
  const old = await deltaServer([group(member('mallory'))]);
  const graph = await deltaServer([]);

  expect(await groupReader(graph.url).changes(linkTo(old))).toEqual({ kind: 'expired' });
  expect(await groupReader(graph.url).changes('')).toEqual({ kind: 'expired' });
  expect(old.connections().made).toBe(0);
});

test.each([
  ['another 400', 400, graphError('Request_BadRequest')],
  ['no link for next time', 200, list([])],
  [
    'a link for next time elsewhere',
    200,
    list([], { '@odata.deltaLink': 'https://evil.example/v1.0/x' }),
  ],
  ['members that are no list', 200, list([{ id: groupId, 'members@delta': {} }])],
  ['a member without id', 200, list([group({ '@odata.type': '#microsoft.graph.user' })])],
])('%s is unreadable, never "nothing changed"', async (_, status, body) => {
  const graph = await graphServer(answering(status, body));

  const read = groupReader(graph.url).changes(linkTo(graph));

  await expect(read).rejects.toMatchObject({ name: 'DirectoryUnreadable' });
});
