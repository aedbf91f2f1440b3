import { expect, test } from 'vitest';
import { asked, groupId, groupReader, list, notedWaits, pagesServer, user } from './directory.ts';
import { answering, graphError, graphServer } from './graphServer.ts';

const sevenPages = [1, 2, 3, 4, 5, 6, 7].map((page) => [user(`p${page}a`), user(`p${page}b`)]);

test('all pages of the members are read, with one request each, and nothing is cast', async () => {
  const graph = await pagesServer(sevenPages);
  const reader = groupReader(graph.url);

  const { members, othersCount } = await reader.members(groupId);

  expect(members).toHaveLength(14);
  expect(othersCount).toBe(0);
  expect(reader.requestCount()).toBe(7);
  expect(graph.received.every(({ headers }) => headers.authorization === 'Bearer the-token')).toBe(
    true,
  );
  expect(asked(graph.received[0] ?? { path: '' })).toEqual({
    path: `/v1.0/groups/${groupId}/members`,
    query: {
      $select: 'id,displayName,mail,userPrincipalName,accountEnabled,proxyAddresses',
      $top: '999',
    },
  });
});

test('a member is shown with every address it may send from, each once and in one form', async () => {
  const ada = user('ada', {
    mail: 'Ada@Contoso.example',
    userPrincipalName: 'a.lovelace@contoso.example',
    accountEnabled: false,
    proxyAddresses: [
      'SMTP:ada@contoso.example',
      'smtp:ada@bücher.example',
      'SIP:ada@contoso.example',
      'X500:/o=Contoso/cn=ada',
      'smtp:not an address',
    ],
  });
  const graph = await pagesServer([[ada]]);

  const { members } = await groupReader(graph.url).members(groupId);

  expect(members).toEqual([
    {
      mailboxId: 'id-ada',
      displayName: 'ada',
      mail: 'Ada@Contoso.example',
      userPrincipalName: 'a.lovelace@contoso.example',
      accountEnabled: false,
      addresses: ['a.lovelace@contoso.example', 'ada@contoso.example', 'ada@xn--bcher-kva.example'],
      manager: undefined,
    },
  ]);
});

test('nested groups, devices and contacts are counted, and are no members', async () => {
  const other = (type: string) => ({ '@odata.type': `#microsoft.graph.${type}`, id: type });
  const graph = await pagesServer([
    [user('ada'), other('group'), other('device')],
    [other('orgContact'), other('group')],
  ]);

  const { members, othersCount } = await groupReader(graph.url).members(groupId);

  expect(members.map(({ mailboxId }) => mailboxId)).toEqual(['id-ada']);
  expect(othersCount).toBe(3);
});

test('a member that stands on two pages is one member, as the later page shows it', async () => {
  const graph = await pagesServer([
    [user('ada'), user('bob')],
    [user('ada', { displayName: 'Ada King' })],
  ]);

  const { members } = await groupReader(graph.url).members(groupId);

  expect(members.map(({ displayName }) => displayName)).toEqual(['Ada King', 'bob']);
});

test('an empty page with a link to the next one is not the end', async () => {
  const graph = await pagesServer([[user('ada')], [], [user('bob')]]);

  const { members } = await groupReader(graph.url).members(groupId);

  expect(members).toHaveLength(2);
});

test('a group without members is one, and needs no right on users', async () => {
  const graph = await pagesServer([[]]);

  expect(await groupReader(graph.url).members(groupId)).toEqual({ members: [], othersCount: 0 });
});

test.each([
  [503, 5],
  [429, 5],
  [504, 5],
  [400, 1],
  [404, 1],
])('page 3 of 7 answers %i for good: nothing is given out', async (status, tries) => {
  const graph = await pagesServer(sevenPages, (page, response) => {
    if (page === 3) answering(status)(response);
    return page === 3;
  });

  const read = groupReader(graph.url).members(groupId);

  await expect(read).rejects.toMatchObject({ name: 'DirectoryUnreadable', code: `HTTP ${status}` });
  expect(graph.received).toHaveLength(2 + tries);
});

test('page 3 of 7 breaks off for good: nothing is given out', async () => {
  const graph = await pagesServer(sevenPages, (page, response) => {
    if (page === 3) response.socket?.resetAndDestroy();
    return page === 3;
  });

  const read = groupReader(graph.url).members(groupId);

  await expect(read).rejects.toMatchObject({ name: 'DirectoryUnreadable' });
  expect(graph.received).toHaveLength(2 + 5);
});

test.each([
  ['no JSON', '<html>Sign in</html>'],
  ['cut off', list([user('ada')]).slice(0, -1)],
  ['null', 'null'],
  ['without a list', '{}'],
  ['with null for a list', list(null)],
  ['with an object for a list', list({})],
  ['with a text in its list', list(['ada'])],
  ['with a member without id', list([user('ada', { id: null })])],
  ['with a member without type', list([user('ada', { '@odata.type': undefined })])],
  ['with a link that is no text', list([], { '@odata.nextLink': 7 })],
])('a page %s is unreadable, never an empty group', async (_, body) => {
  const graph = await graphServer(answering(200, body));

  const read = groupReader(graph.url).members(groupId);

  await expect(read).rejects.toMatchObject({
    name: 'DirectoryUnreadable',
    code: 'UnreadableAnswer',
  });
});

test('pages that lead back to each other end', async () => {
  const graph = await graphServer((response, { path }) => {
    const next = `${graph.url}/v1.0/groups?$skiptoken=${path.endsWith('=1') ? 2 : 1}`;
    answering(200, list([user('ada')], { '@odata.nextLink': next }))(response);
  });

  const read = groupReader(graph.url).members(groupId);

  await expect(read).rejects.toMatchObject({ name: 'DirectoryUnreadable', code: 'EndlessPages' });
  expect(graph.received.length).toBeLessThan(5);
});

test('with GroupMember.Read.All alone there are members without addresses: that is a missing right', async () => {
  const bare = ['ada', 'bob'].map((name) =>
    user(name, {
      displayName: null,
      mail: null,
      userPrincipalName: null,
      accountEnabled: null,
      proxyAddresses: null,
    }),
  );
  const nested = { ...user('nested'), '@odata.type': '#microsoft.graph.group' };
  const graph = await pagesServer([[...bare, nested]]);

  const read = groupReader(graph.url).members(groupId);

  await expect(read).rejects.toMatchObject({ name: 'DirectoryUnreadable', code: 'UsersHidden' });
  await expect(read).rejects.toThrow(/User\.Read\.All.*docs\/senders\.md/);
});

test('with User.ReadBasic.All there are no proxy addresses: aliases are not taken away, the right is named', async () => {
  const graph = await pagesServer([[user('ada', { proxyAddresses: null, accountEnabled: null })]]);

  const read = groupReader(graph.url).members(groupId);

  await expect(read).rejects.toThrow(/addresses are missing.*User\.Read\.All/);
});

test('a refusal names the permissions to grant, and is not repeated', async () => {
  const graph = await graphServer(answering(403, graphError('Authorization_RequestDenied')));

  const read = groupReader(graph.url).members(groupId);

  await expect(read).rejects.toMatchObject({ code: 'Authorization_RequestDenied' });
  await expect(read).rejects.toThrow(
    /GroupMember\.Read\.All and User\.Read\.All.*docs\/senders\.md/,
  );
  expect(graph.received).toHaveLength(1);
});

test('a token that ran out on its way is asked for once more, and then it is a wrong sign-in', async () => {
  const tokens: string[] = [];
  const token = async () => `token-${tokens.push('')}`;
  let refusals = 1;
  const graph = await graphServer((response) => {
    if (refusals-- > 0) return answering(401, graphError('InvalidAuthenticationToken'))(response);
    answering(200, list([user('ada')]))(response);
  });
  const clock = notedWaits();

  const { members } = await groupReader(graph.url, { token, clock }).members(groupId);
  refusals = 9;
  const read = groupReader(graph.url, { token, clock }).members(groupId);

  expect(members).toHaveLength(1);
  await expect(read).rejects.toThrow(/did not accept our sign-in/);
  expect(graph.received).toHaveLength(4);
  expect(clock.waitsMs).toEqual([]);
});

test('without a token the text says so, and nothing is sent', async () => {
  const graph = await pagesServer(sevenPages);
  const token = () => Promise.reject(new Error('IMDS is down'));

  const read = groupReader(graph.url, { token }).members(groupId);

  await expect(read).rejects.toThrow(/no token.*GRAPH_CREDENTIAL/);
  expect(graph.connections().made).toBe(0);
});
