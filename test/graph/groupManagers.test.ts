import { expect, test } from 'vitest';
import { asked, groupId, groupReader, pagesServer } from './directory.ts';
import { answering, graphError, graphServer } from './graphServer.ts';

const grace = { id: 'id-grace', displayName: 'Grace', mail: 'grace@contoso.example' };

test('managers come with one request for each page, which all carry the header that the cast needs', async () => {
  const graph = await pagesServer([
    [{ id: 'id-ada', manager: grace }, { id: 'id-bob' }],
    [{ id: 'id-cyd', manager: { id: 'id-grace', displayName: null } }],
  ]);

  const managers = await groupReader(graph.url).managers(groupId);

  expect([...(managers ?? [])]).toEqual([
    ['id-ada', grace],
    ['id-cyd', { id: 'id-grace', displayName: undefined, mail: undefined }],
  ]);
  expect(graph.received.map(({ headers }) => headers['consistencylevel'])).toEqual([
    'eventual',
    'eventual',
  ]);
  expect(asked(graph.received[0] ?? { path: '' })).toEqual({
    path: `/v1.0/groups/${groupId}/members/microsoft.graph.user`,
    query: {
      $select: 'id',
      $expand: 'manager($select=id,displayName,mail)',
      $count: 'true',
      $top: '999',
    },
  });
});

test.each([
  [400, 'Request_UnsupportedQuery'],
  [403, 'Authorization_RequestDenied'],
])(
  'where Graph refuses with %i the managers are not known, which is no fault',
  async (status, code) => {
    const graph = await graphServer(answering(status, graphError(code)));

    expect(await groupReader(graph.url).managers(groupId)).toBeUndefined();
  },
);

test('an answer in which nobody has a manager takes no manager away', async () => {
  const graph = await pagesServer([[{ id: 'id-ada' }, { id: 'id-bob', manager: null }]]);

  expect(await groupReader(graph.url).managers(groupId)).toBeUndefined();
});

test('throttling that does not end is no missing right', async () => {
  const graph = await graphServer(answering(429));

  const read = groupReader(graph.url).managers(groupId);

  await expect(read).rejects.toMatchObject({ name: 'DirectoryUnreadable', code: 'HTTP 429' });
});
