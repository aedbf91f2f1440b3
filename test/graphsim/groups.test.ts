import { expect, test } from 'vitest';
import { groupFor } from '../../local/graph/groups/group.ts';
import { allPages, ask, idsIn, nested, senders, tenant } from './directory.ts';
import { refusalIn } from './simulator.ts';

test('a group is found by its id and shows whether it is mail-enabled', async () => {
  const graph = await tenant();

  const response = await ask(
    graph,
    `/groups/${senders.id.toUpperCase()}?$select=id,mailEnabled,mail`,
  );

  expect(await response.json()).toEqual({
    '@odata.context': expect.any(String),
    id: senders.id,
    mailEnabled: true,
    mail: 'mail-senders@contoso.example',
  });
});

test.each([
  ['its name', "displayName eq 'mail SENDERS'", [senders.id]],
  ['its id', `id eq '${nested.id}'`, [nested.id]],
  ['one name or another', "displayName eq 'Mail senders' or displayName eq 'Nested'", 2],
  ['a name that nobody has', "displayName eq 'x'' or displayName eq ''Nested'", []],
])('groups are filtered by %s', async (_, filter, expected) => {
  const graph = await tenant();

  const pages = await allPages(`${graph.url}/v1.0/groups?$filter=${encodeURIComponent(filter)}`);

  if (typeof expected === 'number') expect(idsIn(pages)).toHaveLength(expected);
  else expect(idsIn(pages)).toEqual(expected);
});

test('two groups of one name are both found: the name is ambiguous', async () => {
  const twin = groupFor('Mail senders', [], { id: 'twin', mailEnabled: false });
  const graph = await tenant({ groups: [senders, nested, twin] });

  const pages = await allPages(`${graph.url}/v1.0/groups?$filter=displayName eq 'Mail senders'`);

  expect(idsIn(pages)).toEqual([senders.id, 'twin']);
});

test('groups come in pages', async () => {
  const graph = await tenant();

  const pages = await allPages(`${graph.url}/v1.0/groups?$top=1&$select=id`);

  expect(pages.map(({ value }) => value.map(({ id }) => id))).toEqual([[senders.id], [nested.id]]);
});

test.each([
  ['an unknown group', '/groups/nobody', '404 Request_ResourceNotFound'],
  [
    'a filter that is not known',
    "/groups?$filter=startsWith(displayName,'M')",
    '400 Request_UnsupportedQuery',
  ],
  ['a query option that is not known', '/groups?$expand=members', '400 BadRequest'],
])('%s is refused', async (_, path, refusal) => {
  const graph = await tenant();

  expect(await refusalIn(await ask(graph, path))).toBe(refusal);
});
