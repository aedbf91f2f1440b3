import { describe, expect, test } from 'vitest';
import {
  allPages,
  ask,
  boss,
  eventual,
  ids,
  idsIn,
  nested,
  people,
  senders,
  tenant,
} from './directory.ts';
import { refusalIn } from './simulator.ts';

const members = `/groups/${senders.id}/members`;
const cast = `${members}/microsoft.graph.user`;

describe('the members of a group', () => {
  test('users, groups and devices come mixed, each with its type, users with what is selected', async () => {
    const graph = await tenant();

    const [page] = await allPages(
      `${graph.url}/v1.0${members}?$select=id,displayName,mail,proxyAddresses,accountEnabled`,
    );

    expect(page?.value).toHaveLength(7);
    expect(page?.value[4]).toEqual({
      '@odata.type': '#microsoft.graph.user',
      id: people[4]?.id,
      displayName: 'person5',
      mail: 'person5@contoso.example',
      proxyAddresses: people[4]?.proxyAddresses,
      accountEnabled: false,
    });
    expect(page?.value.slice(5)).toEqual([
      { '@odata.type': '#microsoft.graph.group', id: nested.id, displayName: 'Nested' },
      { '@odata.type': '#microsoft.graph.device', id: 'printer-1', displayName: 'Printer' },
    ]);
  });

  test('a member that leaves between two pages hides nobody on the next', async () => {
    const graph = await tenant();
    const first = await (await ask(graph, `${members}?$top=2`)).json();

    graph.removeMembers(senders.id, [ids[0] ?? '']);
    const rest = await allPages((first as { '@odata.nextLink': string })['@odata.nextLink']);

    expect(idsIn(rest)).toEqual([...ids.slice(2), nested.id, 'printer-1']);
  });

  test('they are counted with and without what is no user', async () => {
    const graph = await tenant();

    const counts = [`${members}/$count`, `${cast}/$count`].map(async (path) => {
      const response = await ask(graph, path, eventual);
      return [response.headers.get('content-type'), await response.text()];
    });

    expect(await Promise.all(counts)).toEqual([
      ['text/plain', '7'],
      ['text/plain', '5'],
    ]);
  });
});

describe('the members that are users', () => {
  test('come with their managers, in pages, the count on the first', async () => {
    const graph = await tenant();
    const query = '$count=true&$top=3&$select=id&$expand=manager($select=id,mail)';

    const pages = await allPages(`${graph.url}/v1.0${cast}?${query}`, eventual);

    expect(idsIn(pages)).toEqual(ids);
    expect(pages.map((page) => page['@odata.count'])).toEqual([5, undefined]);
    expect(pages[0]?.value[0]?.manager).toEqual({
      '@odata.type': '#microsoft.graph.user',
      id: boss.id,
      mail: boss.mail,
    });
    expect(pages[1]?.value.at(-1)).toEqual({ id: ids[4] });
  });

  test('a page without ConsistencyLevel is refused, the second one too', async () => {
    const graph = await tenant();
    const first = await ask(graph, `${cast}?$count=true&$top=3`, eventual);
    const { '@odata.nextLink': next } = (await first.json()) as { '@odata.nextLink': string };

    const withoutHeader = await fetch(next);
    const withoutCount = await ask(graph, cast, eventual);
    const countWithout = await ask(graph, `${cast}/$count`);

    expect(await refusalIn(withoutHeader)).toBe('400 Request_UnsupportedQuery');
    expect(await refusalIn(withoutCount)).toBe('400 Request_UnsupportedQuery');
    expect(await refusalIn(countWithout)).toBe('400 Request_UnsupportedQuery');
  });
});

test.each([
  ['members of an unknown group', '/groups/nobody/members', '404 Request_ResourceNotFound'],
  ['a page of 1000', `${members}?$top=1000`, '400 BadRequest'],
  ['managers among mixed objects', `${members}?$expand=manager`, '400 BadRequest'],
  ['something else than the manager', `${cast}?$count=true&$expand=memberOf`, '400 BadRequest'],
  ['a made-up page', `${members}?$skiptoken=abc`, '400 BadRequest'],
])('%s: refused', async (_, path, refusal) => {
  const graph = await tenant();

  expect(await refusalIn(await ask(graph, path, eventual))).toBe(refusal);
});
