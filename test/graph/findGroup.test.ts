import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asked, groupId, groupReader, list, pagesServer } from './directory.ts';
import { answering, graphError, graphServer } from './graphServer.ts';

const senders = {
  id: groupId,
  displayName: 'Mail Senders',
  mail: 'senders@contoso.example',
  mailEnabled: true,
};
const group = (id: string, displayName: string) => ({
  id,
  displayName,
  mail: null,
  mailEnabled: false,
});

test('an object id is read as one', async () => {
  const graph = await graphServer(answering(200, JSON.stringify(senders)));

  const answer = await groupReader(graph.url).find(groupId.toUpperCase());

  expect(answer).toEqual({ kind: 'group', group: senders });
  expect(asked(graph.received[0] ?? { path: '' })).toEqual({
    path: `/v1.0/groups/${groupId.toUpperCase()}`,
    query: { $select: 'id,displayName,mail,mailEnabled' },
  });
});

test('an object id of no group is missing, and so is a name', async () => {
  const none = await graphServer(answering(404, graphError('Request_ResourceNotFound')));
  const empty = await pagesServer([[]]);

  expect(await groupReader(none.url).find(groupId)).toEqual({ kind: 'missing' });
  expect(await groupReader(empty.url).find('Mail Senders')).toEqual({ kind: 'missing' });
});

test('a name is found in any letter case, and other groups in the answer do not count', async () => {
  const graph = await pagesServer([
    [],
    [group('g1', 'Mail Senders 2'), group('g2', 'MAIL SENDERS')],
  ]);

  const answer = await groupReader(graph.url).find('Mail Senders');

  expect(answer).toEqual({
    kind: 'group',
    group: { ...group('g2', 'MAIL SENDERS'), mail: undefined },
  });
});

test('a name that two groups have is refused, wherever they stand', async () => {
  const graph = await pagesServer([[group('g1', 'Mail Senders')], [group('g2', 'mail senders')]]);

  expect(await groupReader(graph.url).find('Mail Senders')).toEqual({
    kind: 'ambiguous',
    foundCount: 2,
  });
});

test('a name that is longer than Graph compares asks for the object id', async () => {
  const reader = groupReader('http://127.0.0.1:9');

  await expect(reader.find('x'.repeat(121))).rejects.toThrow(
    /121 characters.*at most 120.*object id/,
  );
  expect(reader.requestCount()).toBe(0);
});

test('no group is not the same as no answer', async () => {
  const graph = await graphServer(answering(404, graphError('ResourceNotFound')));

  await expect(groupReader(graph.url).find('Mail Senders')).rejects.toMatchObject({
    name: 'DirectoryUnreadable',
  });
});

test('whatever the name, the filter that arrives compares with exactly that name', async () => {
  const graph = await pagesServer([[]]);
  const odd = fc.constantFrom(
    "'",
    "''",
    '&',
    '+',
    '%',
    '%27',
    '#',
    '?',
    '=',
    '/',
    '$',
    ' or ',
    '"',
    '\\',
    'é',
    '😀',
    'https://',
  );
  const names = fc
    .oneof(
      fc.string({ minLength: 1, maxLength: 60, unit: 'binary' }),
      fc
        .array(fc.oneof(odd, fc.string({ maxLength: 3 })), { minLength: 1, maxLength: 8 })
        .map((some) => some.join('')),
    )
    .filter((name) => name !== '' && name.isWellFormed());

  await fc.assert(
    fc.asyncProperty(names, async (name) => {
      await groupReader(graph.url).find(name);

      const { path, query } = asked(graph.received.at(-1) ?? { path: '' });
      expect(path).toBe('/v1.0/groups');
      expect(Object.keys(query).sort()).toEqual(['$filter', '$select']);
      expect(literalIn((query as { $filter: string }).$filter)).toBe(name);
    }),
    { numRuns: 200 },
  );
});

test("a name with quotes is found: Sales 'EMEA' & Co", async () => {
  const name = "Sales 'EMEA' & Co";
  const graph = await graphServer((response, { path }) => {
    const filter = new URL(path, 'http://graph').searchParams.get('$filter') ?? '';
    answering(200, list(literalIn(filter) === name ? [group('g1', name)] : []))(response);
  });

  expect(await groupReader(graph.url).find(name)).toMatchObject({ kind: 'group' });
});

/** The text that an OData filter compares the name with; undefined when it is any other filter. */
function literalIn(filter: string): string | undefined {
  return /^displayName eq '((?:[^']|'')*)'$/.exec(filter)?.[1]?.replaceAll("''", "'");
}
