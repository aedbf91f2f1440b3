import { expect, test } from 'vitest';
import { groupFor, type SimulatedGroup } from '../../local/graph/groups/group.ts';
import { mailboxFor } from '../../local/graph/mailboxes/mailbox.ts';
import type { GraphOptions, GraphSimulator } from '../../local/graph/startGraph.ts';
import { simulator } from '../graphsim/simulator.ts';
import { allGroups, groupReader, notedWaits, userFinder } from './directory.ts';

const grace = mailboxFor('grace@contoso.example');
const people = Array.from({ length: 1_200 }, (_, n) =>
  mailboxFor(`person${n}@contoso.example`, n % 2 === 0 ? { manager: grace.id } : {}),
);
const ids = people.map(({ id }) => id);
const nested = groupFor('Nested', []);
const senders = groupFor("Mail 'Senders' & Co", [...ids, nested.id], {
  others: [{ id: 'printer', type: 'device', displayName: 'Printer' }],
});
const [first = grace, second = grace] = people;

async function tenant(
  options: GraphOptions = {},
): Promise<{ graph: GraphSimulator; group: SimulatedGroup }> {
  const mailboxes = [grace, ...people];
  const graph = await simulator({ mailboxes, groups: [senders, nested], ...options });
  return { graph, group: senders };
}

test('a group of 1,200 is found by its name and read whole, with managers', async () => {
  const { graph } = await tenant();
  const reader = groupReader(graph.url);

  const found = await reader.find("mail 'senders' & co");
  const { members, othersCount } = await reader.members(senders.id);
  const managers = await reader.managers(senders.id);

  expect(found).toMatchObject({
    kind: 'group',
    group: { id: senders.id, mail: senders.mail, mailEnabled: true },
  });
  expect(members.map(({ mailboxId }) => mailboxId).sort()).toEqual([...ids].sort());
  expect(members.every(({ addresses }) => addresses.length === 1)).toBe(true);
  expect(othersCount).toBe(2);
  expect(managers?.size).toBe(600);
  expect(managers?.get(first.id)).toMatchObject({ id: grace.id, mail: grace.mail });
  expect(reader.requestCount()).toBe(1 + 2 + 2);
});

test('throttling in the middle of a large group ends in the whole group', async () => {
  const { graph } = await tenant({
    faults: [{ on: 'members', answer: 429, retryAfterSeconds: 7, onPage: 2, times: 2 }],
  });
  const clock = notedWaits();

  const { members } = await groupReader(graph.url, { clock }).members(senders.id);

  expect(members).toHaveLength(1_200);
  expect(clock.waitsMs).toEqual([7_000, 7_000]);
});

test('who came and who went since a link is told, also when Graph tells it twice', async () => {
  const { graph } = await tenant({ behaviour: { deltaReplays: true } });
  const reader = groupReader(graph.url);
  const link = await reader.linkFromNow(senders.id);

  graph.removeMembers(senders.id, [first.id, second.id]);
  graph.addMembers(senders.id, [second.id, grace.id]);
  const changes = await reader.changes(link);

  if (changes.kind !== 'changes') throw new Error('The link has expired.');
  expect([...changes.removedIds]).toEqual([first.id]);
  expect(changes.addedIds).toContain(grace.id);
  expect(changes.addedIds).not.toContain(first.id);
  const [read] = await reader.users([first.id, 'nobody']);
  expect(read).toMatchObject({ mailboxId: first.id, manager: { id: grace.id } });
});

test.each(['gone', 'syncStateNotFound'] as const)(
  'an old link has expired (%s)',
  async (answer) => {
    const { graph } = await tenant({ behaviour: { expiredTokenAnswer: answer } });
    const reader = groupReader(graph.url);
    const link = await reader.linkFromNow(senders.id);

    graph.expireDeltaTokens();

    expect(await reader.changes(link)).toEqual({ kind: 'expired' });
  },
);

test.each([
  ['idsOnly', 'UsersHidden'],
  ['noProxies', 'UsersHidden'],
  ['forbidden', 'Authorization_RequestDenied'],
] as const)('where the directory is %s no member is given out', async (directoryReading, code) => {
  const { graph } = await tenant({ behaviour: { directoryReading } });

  const read = groupReader(graph.url).members(senders.id);

  await expect(read).rejects.toMatchObject({ name: 'DirectoryUnreadable', code });
});

test('the owner of an address is found in the tenant, and where users are hidden that is said', async () => {
  const { graph } = await tenant();
  const finder = userFinder(graph.url);

  const found = await finder.byAddress(first.mail);
  const nobody = await finder.byAddress("o'hara@contoso.example");
  graph.setBehaviour({ directoryReading: 'idsOnly' });

  expect(found).toMatchObject({ kind: 'users', users: [{ mailboxId: first.id }] });
  expect(nobody).toEqual({ kind: 'users', users: [] });
  expect(await finder.byAddress(first.mail)).toEqual({ kind: 'forbidden' });
});

test('all groups are listed with their members counted', async () => {
  const { graph } = await tenant();

  const listed = await allGroups(graph.url);

  expect(
    listed.map(({ displayName, memberCount, kind }) => [displayName, memberCount, kind]),
  ).toEqual([
    [senders.displayName, 1_202, 'mail-enabled security'],
    [nested.displayName, 0, 'mail-enabled security'],
  ]);
});
