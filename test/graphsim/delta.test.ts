import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allPages,
  boss,
  deltaOf,
  ids,
  linkFromNow,
  nested,
  people,
  senders,
  tenant,
  toldIn,
} from './directory.ts';
import { refusalIn } from './simulator.ts';

const [first = '', second = '', third = ''] = ids;

describe('the first round', () => {
  test('tells every member in pages, the same group on each, and ends with a delta link', async () => {
    const graph = await tenant({ behaviour: { deltaMembersPerPage: 3 } });

    const pages = await allPages(deltaOf(graph));

    expect(toldIn(pages)).toEqual([...ids, nested.id, 'printer-1'].map((id) => `+${id}`));
    expect(pages.map(({ value }) => value.map(({ id }) => id))).toEqual(
      Array(3).fill([senders.id]),
    );
    expect(pages.map((page) => page['@odata.deltaLink'] !== undefined)).toEqual([
      false,
      false,
      true,
    ]);
    expect(pages[0]?.value[0]?.['members@delta']?.[0]).toEqual({
      '@odata.type': '#microsoft.graph.user',
      id: first,
    });
  });

  test('is left out with $deltatoken=latest', async () => {
    const graph = await tenant();

    const [page] = await allPages(deltaOf(graph, '&$deltatoken=latest'));

    expect(page).toEqual({
      '@odata.context': expect.any(String),
      '@odata.deltaLink': expect.stringContaining('$deltatoken='),
      value: [],
    });
  });

  test('who leaves while it goes on shows in the next round', async () => {
    const graph = await tenant({ behaviour: { deltaMembersPerPage: 2 } });
    const page = await (await fetch(deltaOf(graph))).json();

    graph.removeMembers(senders.id, [first]);
    const rest = await allPages((page as { '@odata.nextLink': string })['@odata.nextLink']);
    const changes = await allPages(rest.at(-1)?.['@odata.deltaLink'] ?? '');

    expect(toldIn(rest)).toEqual([...ids.slice(2), nested.id, 'printer-1'].map((id) => `+${id}`));
    expect(toldIn(changes)).toEqual([`-${first}`]);
  });

  test('without a filter tells all groups, those without members too', async () => {
    const graph = await tenant();

    const [page] = await allPages(`${graph.url}/v1.0/groups/delta`);

    expect(page?.value).toHaveLength(2);
    expect(page?.value.find(({ id }) => id === nested.id)).toMatchObject({ displayName: 'Nested' });
  });
});

describe('what changed', () => {
  test('a member that leaves and one that joins show in the next delta, and then no more', async () => {
    const graph = await tenant();
    const link = await linkFromNow(graph);

    graph.removeMembers(senders.id, [first]);
    graph.addMembers(senders.id, [boss.id]);
    const changes = await allPages(link);
    const after = await allPages(changes.at(-1)?.['@odata.deltaLink'] ?? '');

    expect(changes[0]?.value).toEqual([
      {
        id: senders.id,
        displayName: 'Mail senders',
        'members@delta': [
          { '@odata.type': '#microsoft.graph.user', id: first, '@removed': { reason: 'deleted' } },
          { '@odata.type': '#microsoft.graph.user', id: boss.id },
        ],
      },
    ]);
    expect(after[0]?.value).toEqual([]);
  });

  test('many changes come in pages of the same group', async () => {
    const graph = await tenant({ behaviour: { deltaMembersPerPage: 2 } });
    const link = await linkFromNow(graph);

    graph.removeMembers(senders.id, ids);
    const pages = await allPages(link);

    expect(pages.map(({ value }) => value.length)).toEqual([1, 1, 1]);
    expect(toldIn(pages)).toEqual(ids.map((id) => `-${id}`));
  });

  test('a member who left and came back is told as there', async () => {
    const graph = await tenant();
    const link = await linkFromNow(graph);

    graph.removeMembers(senders.id, [first]);
    graph.addMembers(senders.id, [first]);

    expect(toldIn(await allPages(link))).toEqual([`+${first}`]);
  });

  test('a group that is set anew tells only who came and went', async () => {
    const graph = await tenant();
    const link = await linkFromNow(graph);

    graph.setGroups([{ ...senders, memberIds: [second, third, boss.id] }]);

    const told = toldIn(await allPages(link));
    expect(told.toSorted()).toEqual(
      [`+${boss.id}`, ...[first, ...ids.slice(3), nested.id].map((id) => `-${id}`)].toSorted(),
    );
  });

  test('a mailbox that the tenant loses leaves its groups', async () => {
    const graph = await tenant();
    const link = await linkFromNow(graph);

    graph.setMailboxes([boss, ...people.slice(1)]);

    expect(toldIn(await allPages(link))).toEqual([`-${first}`]);
    expect(graph.groups()[0]?.memberIds).toEqual([...ids.slice(1), nested.id]);
  });

  test('members changed over the control API are told', async () => {
    const graph = await tenant();
    const link = await linkFromNow(graph);

    const response = await fetch(`${graph.url}/_control/members`, {
      method: 'POST',
      body: JSON.stringify({ group: senders.id, add: [boss.id], remove: [first] }),
    });

    expect(await response.json()).toEqual({ memberCount: 7 });
    expect(toldIn(await allPages(link))).toEqual([`+${boss.id}`, `-${first}`]);
  });

  test('a new name is told, and left out with return=minimal when only members changed', async () => {
    const graph = await tenant();
    const minimal = { Prefer: 'return=minimal' };
    const link = await linkFromNow(graph);

    graph.removeMembers(senders.id, [first]);
    const [membersOnly] = await allPages(link, minimal);
    graph.setGroups([{ ...senders, displayName: 'Posters', memberIds: ids.slice(1) }]);
    const [renamed] = await allPages(membersOnly?.['@odata.deltaLink'] ?? '', minimal);

    expect(membersOnly?.value[0]?.displayName).toBeUndefined();
    expect(renamed?.value[0]?.displayName).toBe('Posters');
  });

  test('a group that is gone is told as removed', async () => {
    const graph = await tenant();
    const link = await linkFromNow(graph);

    graph.setGroups([]);

    const [page] = await allPages(link);
    expect(page?.value).toEqual([{ id: senders.id, '@removed': { reason: 'changed' } }]);
  });

  test('replays tell every change twice, with an empty page in between', async () => {
    const graph = await tenant({ behaviour: { deltaReplays: true } });
    const link = await linkFromNow(graph);

    graph.removeMembers(senders.id, [first]);
    const pages = await allPages(link);

    expect(pages.map((page) => toldIn([page]))).toEqual([[`-${first}`], [], [`-${first}`]]);
  });
});

test('whoever follows the links knows the members, whatever happened in between', async () => {
  const graph = await tenant({ behaviour: { deltaMembersPerPage: 2, deltaReplays: true } });
  graph.setGroups([{ ...senders, memberIds: [] }]);
  const everybody = [boss.id, ...ids];
  const step = fc.record({
    add: fc.subarray(everybody),
    remove: fc.subarray(everybody),
    look: fc.boolean(),
  });

  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
      const known = new Set<string>();
      let link = deltaOf(graph);
      const look = async () => {
        const pages = await allPages(link);
        for (const told of toldIn(pages)) {
          if (told.startsWith('+')) known.add(told.slice(1));
          else known.delete(told.slice(1));
        }
        link = pages.at(-1)?.['@odata.deltaLink'] ?? '';
      };
      await look();
      for (const { add, remove, look: lookNow } of steps) {
        graph.addMembers(senders.id, add);
        graph.removeMembers(senders.id, remove);
        if (lookNow) await look();
      }
      await look();

      expect([...known].toSorted()).toEqual(
        [...(graph.groups()[0]?.memberIds ?? []), 'printer-1'].toSorted(),
      );
    }),
    { numRuns: 40 },
  );
});

test.each([
  ['expanding', '&$expand=members'],
  ['a page size', '&$top=5'],
  ['an order', '&$orderby=displayName'],
])('%s is refused in a delta query', async (_, more) => {
  const graph = await tenant();

  expect(await refusalIn(await fetch(deltaOf(graph, more)))).toBe('400 BadRequest');
});

test.each([
  ['a filter by name', "$filter=displayName eq 'x'", '400 Request_UnsupportedQuery'],
  [
    'more than 50 groups',
    `$filter=${Array.from({ length: 51 }, (_, index) => `id eq '${index}'`).join(' or ')}`,
    '400 Request_UnsupportedQuery',
  ],
  ['a made-up token', '$deltatoken=abc', '400 BadRequest'],
])('%s is refused in a delta query', async (_, query, refusal) => {
  const graph = await tenant();

  expect(await refusalIn(await fetch(`${graph.url}/v1.0/groups/delta?${query}`))).toBe(refusal);
});
