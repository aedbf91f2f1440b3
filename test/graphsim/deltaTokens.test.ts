import { expect, test, vi } from 'vitest';
import { GroupChanges } from '../../local/graph/groups/groupChanges.ts';
import { allPages, deltaOf, ids, linkFromNow, senders, tenant, toldIn } from './directory.ts';
import { refusalIn } from './simulator.ts';

test('an expired token is answered 410 with a Location that starts again', async () => {
  const graph = await tenant();
  const link = await linkFromNow(graph);
  graph.removeMembers(senders.id, [ids[0] ?? '']);

  graph.expireDeltaTokens();
  const refused = await fetch(link);
  const location = refused.headers.get('location') ?? '';
  const again = await allPages(location);

  expect(await refusalIn(refused)).toBe('410 resyncRequired');
  expect(location).toMatch(/&\$deltatoken=$/);
  expect(toldIn(again)).toHaveLength(6);
  expect(again.at(-1)?.['@odata.deltaLink']).toBeDefined();
});

test('an expired token may instead be answered syncStateNotFound', async () => {
  const graph = await tenant({ behaviour: { expiredTokenAnswer: 'syncStateNotFound' } });
  const link = await linkFromNow(graph);

  await fetch(`${graph.url}/_control/expireDeltaTokens`, { method: 'POST' });
  const refused = await fetch(link);

  expect(refused.headers.get('location')).toBeNull();
  expect(await refusalIn(refused)).toBe('400 syncStateNotFound');
});

test('a token expires by age', async () => {
  const graph = await tenant();
  const link = await linkFromNow(graph);
  const young = await fetch(link);

  graph.setBehaviour({ deltaTokenLifeMs: 1 });

  expect(young.status).toBe(200);
  await vi.waitFor(async () => expect((await fetch(link)).status).toBe(410));
});

test('the token of a page within a round expires too', async () => {
  const graph = await tenant({ behaviour: { deltaMembersPerPage: 2 } });
  const page = (await (await fetch(deltaOf(graph))).json()) as { '@odata.nextLink': string };

  graph.expireDeltaTokens();

  expect((await fetch(page['@odata.nextLink'])).status).toBe(410);
});

test('a token of another run of the simulator is expired', async () => {
  const [before, now] = [await tenant(), await tenant()];
  const link = await linkFromNow(before);

  const refused = await fetch(link.replace(before.url, now.url));

  expect(refused.status).toBe(410);
});

test('of too many changes the oldest go, and positions stay what they were', () => {
  const changes = new GroupChanges(2);

  for (const groupId of ['a', 'b', 'c']) changes.add([{ groupId, what: 'groupChanged' }]);

  expect([changes.start, changes.end]).toEqual([1, 3]);
  expect(changes.between(2, 3)).toEqual([{ groupId: 'c', what: 'groupChanged' }]);
});
