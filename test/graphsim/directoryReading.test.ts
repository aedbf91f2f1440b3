import { describe, expect, test } from 'vitest';
import { allPages, ask, eventual, ids, linkFromNow, people, senders, tenant } from './directory.ts';
import { refusalIn } from './simulator.ts';

const members = `/groups/${senders.id}/members`;
const wanted = '$select=id,displayName,mail,proxyAddresses,accountEnabled';
const [first = ''] = ids;

describe('with GroupMember.Read.All alone', () => {
  test('members have only a type and an id', async () => {
    const graph = await tenant({ behaviour: { directoryReading: 'idsOnly' } });

    const [page] = await allPages(`${graph.url}/v1.0${members}?${wanted}`);

    expect(page?.value[0]).toEqual({
      '@odata.type': '#microsoft.graph.user',
      id: first,
      displayName: null,
      mail: null,
      proxyAddresses: null,
      accountEnabled: null,
    });
    expect(page?.value.at(-1)).toMatchObject({ id: 'printer-1', displayName: null });
  });

  test('users are forbidden, groups and what changes in them are not', async () => {
    const graph = await tenant({ behaviour: { directoryReading: 'idsOnly' } });

    const user = await ask(graph, `/users/${first}`);
    const group = await ask(graph, `/groups/${senders.id}`);

    expect(await refusalIn(user)).toBe('403 Authorization_RequestDenied');
    expect(await group.json()).toMatchObject({ displayName: 'Mail senders' });
    expect(await linkFromNow(graph)).toContain('$deltatoken=');
  });
});

describe('with User.ReadBasic.All beside it', () => {
  test('names and mail are there, proxy addresses and accountEnabled are null', async () => {
    const graph = await tenant({ behaviour: { directoryReading: 'noProxies' } });

    const [page] = await allPages(`${graph.url}/v1.0${members}?${wanted}`);

    expect(page?.value[0]).toMatchObject({
      mail: people[0]?.mail,
      proxyAddresses: null,
      accountEnabled: null,
    });
  });

  test.each([
    ['managers of members', `${members}/microsoft.graph.user?$count=true&$expand=manager`],
    ['the manager of a user', `/users/${first}/manager`],
    ['a search by proxy address', "/users?$filter=proxyAddresses/any(p:p eq 'smtp:a@b.example')"],
  ])('%s: forbidden', async (_, path) => {
    const graph = await tenant({ behaviour: { directoryReading: 'noProxies' } });

    const response = await ask(graph, path, eventual);

    expect(await refusalIn(response)).toBe('403 Authorization_RequestDenied');
  });
});

test.each(['/groups', `/groups/${senders.id}`, members, '/groups/delta', '/users'])(
  'without any permission %s is forbidden',
  async (path) => {
    const graph = await tenant({ behaviour: { directoryReading: 'forbidden' } });

    expect(await refusalIn(await ask(graph, path))).toBe('403 Authorization_RequestDenied');
  },
);
