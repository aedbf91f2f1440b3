import { describe, expect, test } from 'vitest';
import type { SimulatedGroup } from '../../local/graph/groups/group.ts';
import { ask, boss, ids, nested, people, senders, tenant } from './directory.ts';

test('an address that a mailbox gets is found at once', async () => {
  const graph = await tenant();
  const renamed = { ...boss, proxyAddresses: [...boss.proxyAddresses, 'smtp:new@contoso.example'] };

  graph.setMailboxes([renamed, ...people]);
  const response = await ask(
    graph,
    "/users?$filter=proxyAddresses/any(p:p eq 'smtp:new@contoso.example')&$select=id",
  );

  expect(await response.json()).toMatchObject({ value: [{ id: boss.id }] });
});

test('groups are read and set over the control API, with the members of now', async () => {
  const graph = await tenant();
  graph.removeMembers(senders.id, [...ids.slice(1), 'printer-1', 'nobody']);

  const read = await (await fetch(`${graph.url}/_control/groups`)).json();
  const set = await fetch(`${graph.url}/_control/groups`, {
    method: 'PUT',
    body: JSON.stringify([{ ...nested, memberIds: [boss.id] }]),
  });

  expect(read).toEqual({
    groups: [{ ...senders, memberIds: [ids[0], nested.id], others: [] }, nested],
  });
  expect(await set.json()).toEqual({ groups: [{ ...nested, memberIds: [boss.id] }] });
});

describe('what cannot be is refused, and nothing changes', () => {
  test.each<[string, SimulatedGroup[], string]>([
    [
      'a member that the tenant does not have',
      [{ ...nested, memberIds: ['ghost'] }],
      '"ghost" is no object id',
    ],
    [
      'a member by address',
      [{ ...nested, memberIds: [boss.mail] }],
      'is no object id of a mailbox or group',
    ],
    ['two groups of one id', [nested, nested], 'Two groups have the same id'],
  ])('%s', async (_, groups, text) => {
    const graph = await tenant();

    expect(() => graph.setGroups(groups)).toThrow(text);
    expect(graph.groups()).toEqual([senders, nested]);
  });

  test('one unknown id among those to add', async () => {
    const graph = await tenant();

    expect(() => graph.addMembers(nested.id, [boss.id, 'ghost'])).toThrow('"ghost"');
    expect(() => graph.addMembers('ghosts', [boss.id])).toThrow('There is no group "ghosts"');
    expect(graph.groups()[1]?.memberIds).toEqual([]);
  });

  test('a manager that the tenant does not have', async () => {
    const graph = await tenant();

    expect(() => graph.setMailboxes(people)).toThrow(`The manager "${boss.id}" of person1@`);
    expect(graph.mailboxes()).toHaveLength(6);
  });

  test.each([
    ['PUT', 'groups', '{}', 'The groups must be a list'],
    ['PUT', 'groups', '[{"id":"1"}]', 'groups[0].displayName is missing'],
    ['POST', 'members', '{"add":[]}', 'member change.group is missing'],
    ['POST', 'members', '{"group":"1","add":"x"}', 'Allowed: a list of object ids'],
  ])('%s /_control/%s with %s', async (method, path, body, text) => {
    const graph = await tenant();

    const response = await fetch(`${graph.url}/_control/${path}`, { method, body });

    expect(response.status).toBe(400);
    expect(await response.text()).toContain(text);
  });
});
