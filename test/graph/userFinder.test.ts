import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asked, notedWaits, pagesServer, user, userFinder } from './directory.ts';
import { answering, graphError, graphServer } from './graphServer.ts';

/** The comparisons of a filter, each with its text. */
function comparisonsIn(filter: string): readonly string[] {
  const pieces = filter.match(/(?:[^']|'(?:[^']|'')*')+?(?= or |$)/g) ?? [];
  return pieces.map((piece) => piece.replace(/^ or /, ''));
}

test('an address is looked for as proxy address, mail and user principal name', async () => {
  const graph = await pagesServer([[user('ada')]]);

  const answer = await userFinder(graph.url).byAddress('ada@contoso.example');

  expect(answer).toMatchObject({ kind: 'users', users: [{ mailboxId: 'id-ada' }] });
  expect(asked(graph.received[0] ?? { path: '' })).toEqual({
    path: '/v1.0/users',
    query: {
      $filter:
        "proxyAddresses/any(p:p eq 'smtp:ada@contoso.example') or proxyAddresses/any(p:p eq 'SMTP:ada@contoso.example') or mail eq 'ada@contoso.example' or userPrincipalName eq 'ada@contoso.example'",
      $select: 'id,displayName,mail,userPrincipalName,accountEnabled,proxyAddresses',
    },
  });
});

test('a user that does not own the address is none, whatever Graph compares', async () => {
  const graph = await pagesServer([
    [user('adá'), user('ada', { mail: 'ADA@Contoso.example', proxyAddresses: [] })],
    [user('bob', { proxyAddresses: ['SIP:ada@contoso.example'] })],
  ]);

  const answer = await userFinder(graph.url).byAddress('ada@contoso.example');

  expect(answer).toMatchObject({ kind: 'users', users: [{ mailboxId: 'id-ada' }] });
});

test('an address that two users have gives both', async () => {
  const graph = await pagesServer([
    [user('ada', { proxyAddresses: ['smtp:info@contoso.example'] })],
    [user('bob', { proxyAddresses: ['smtp:info@contoso.example'] })],
  ]);

  const answer = await userFinder(graph.url).byAddress('info@contoso.example');

  expect(answer.kind === 'users' && answer.users).toHaveLength(2);
});

test('a domain with two forms is looked for in both', async () => {
  const ada = user('ada', { proxyAddresses: ['smtp:ada@bücher.example'] });
  const graph = await pagesServer([[ada]]);

  const answer = await userFinder(graph.url).byAddress('ada@xn--bcher-kva.example');

  const { query } = asked(graph.received[0] ?? { path: '' });
  const { $filter } = query as { $filter: string };
  expect(answer).toMatchObject({ kind: 'users', users: [{ mailboxId: 'id-ada' }] });
  expect(comparisonsIn($filter)).toHaveLength(8);
  expect(comparisonsIn($filter)).toContain("mail eq 'ada@bücher.example'");
  expect(comparisonsIn($filter)).toContain("mail eq 'ada@xn--bcher-kva.example'");
});

test('an address that is too long for a plain filter is looked for in the index', async () => {
  const address = `${'a'.repeat(60)}@${'b'.repeat(60)}.example`;
  const graph = await pagesServer([[user('ada', { mail: address })]]);

  const answer = await userFinder(graph.url).byAddress(address);

  expect(answer).toMatchObject({ kind: 'users', users: [{ mailboxId: 'id-ada' }] });
  expect(graph.received[0]?.headers['consistencylevel']).toBe('eventual');
  expect(asked(graph.received[0] ?? { path: '' }).query).toMatchObject({ $count: 'true' });
});

test('whatever the address, no part of it becomes a condition', async () => {
  const graph = await pagesServer([[]]);
  const localParts = fc
    .array(
      fc.constantFrom("'", "''", '+', '&', '%27', '#', '?', '=', '/', '$', ' or ', ')', '"', 'a'),
      {
        minLength: 1,
        maxLength: 10,
      },
    )
    .map((some) => some.join(''));

  await fc.assert(
    fc.asyncProperty(localParts, async (localPart) => {
      const address = `${localPart}@contoso.example`;
      await userFinder(graph.url).byAddress(address);

      const { query } = asked(graph.received.at(-1) ?? { path: '' });
      const literal = `'${address.replaceAll("'", "''")}'`;
      expect(Object.keys(query).sort()).toEqual(['$filter', '$select']);
      expect((query as { $filter: string }).$filter).toBe(
        [
          `proxyAddresses/any(p:p eq 'smtp:${literal.slice(1)})`,
          `proxyAddresses/any(p:p eq 'SMTP:${literal.slice(1)})`,
          `mail eq ${literal}`,
          `userPrincipalName eq ${literal}`,
        ].join(' or '),
      );
    }),
    { numRuns: 100 },
  );
});

test('without the right to read users the answer says so', async () => {
  const graph = await graphServer(answering(403, graphError('Authorization_RequestDenied')));
  const finder = userFinder(graph.url);

  expect(await finder.byAddress('ada@contoso.example')).toEqual({ kind: 'forbidden' });
  expect(await finder.byId('id-ada')).toEqual({ kind: 'forbidden' });
});

test('an id finds its user, and one of nobody finds none', async () => {
  const graph = await graphServer((response, { path }) =>
    path.startsWith('/v1.0/users/id-ada?')
      ? answering(200, JSON.stringify(user('ada')))(response)
      : answering(404, graphError('Request_ResourceNotFound'))(response),
  );
  const finder = userFinder(graph.url);

  expect(await finder.byId('id-ada')).toMatchObject({
    kind: 'users',
    users: [{ mailboxId: 'id-ada', addresses: ['ada@contoso.example'] }],
  });
  expect(await finder.byId('../groups')).toEqual({ kind: 'users', users: [] });
  expect(graph.received[1]?.path).toMatch(/^\/v1\.0\/users\/\.\.%2Fgroups\?/);
});

test.each([
  [429, { 'Retry-After': '60' }, []],
  [429, { 'Retry-After': '2' }, [2_000]],
  [503, {}, [1_000]],
])(
  'no answer (%i, %j) makes the mail wait, after one short repetition at most',
  async (status, headers, waitsMs) => {
    const graph = await graphServer(answering(status, '', headers));
    const clock = notedWaits();

    const look = userFinder(graph.url, { clock }).byAddress('ada@contoso.example');

    await expect(look).rejects.toMatchObject({ name: 'StoreUnavailable' });
    expect(clock.waitsMs).toEqual(waitsMs);
  },
);

test.each([
  ['a page without a list', 200, '{}'],
  ['a user without id', 200, JSON.stringify({ value: [user('ada', { id: null })] })],
  ['a refusal that names no right', 400, graphError('Request_UnsupportedQuery')],
])('%s is no answer, never "nobody owns it"', async (_, status, body) => {
  const graph = await graphServer(answering(status, body));

  const look = userFinder(graph.url).byAddress('ada@contoso.example');

  await expect(look).rejects.toMatchObject({ name: 'StoreUnavailable' });
});
