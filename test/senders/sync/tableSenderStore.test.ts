import { expect, test } from 'vitest';
import { personKeys } from '../../../shared/senders/personEntity.ts';
import { syncLimits } from '../../../shared/senders/sync/limits.ts';
import type { AddressRow, PersonRow } from '../../../shared/senders/sync/rows.ts';
import type { SenderStore } from '../../../shared/senders/sync/senderStore.ts';
import { tableSenderStore } from '../../../shared/senders/tableSenderStore.ts';
import { StoreUnavailable } from '../../../shared/storeUnavailable.ts';
import { unmadeTable } from '../../support/stores.ts';
import { FakeGroup, person } from './fakeGroup.ts';
import { openTable } from './mortalRun.ts';
import { freshTables, inFull, Stage, sameTables } from './stage.ts';

const always = async () => true;

function rowOf(address: string): AddressRow {
  return { address, mailboxId: 'id', previousMailboxId: '', generation: 1, removedAtMs: undefined };
}

function personRow(mailboxId: string, addresses: readonly string[]): PersonRow {
  const { mail, userPrincipalName, displayName, accountEnabled } = person('ann');
  const told = { mail, userPrincipalName, displayName, accountEnabled, manager: undefined };
  return { mailboxId, addresses, ...told, addedAtMs: 1, changedAtMs: 2, removedAtMs: undefined };
}

test.each([
  'a/b@contoso.example',
  'a#b@contoso.example',
  'a?b@contoso.example',
  'a%2fb@contoso.example',
  'a\\b@contoso.example',
  "o'brien@contoso.example",
  '"a b"@contoso.example',
  `${'x'.repeat(1500)}@contoso.example`,
])('the address %s, no key of a table as it is, is kept and found', async (address) => {
  const store = tableSenderStore(await freshTables());

  await store.writeAddresses([rowOf(address)], always);

  expect([...(await store.addressesOf([address])).values()]).toEqual([rowOf(address)]);
  expect([...(await store.addresses()).values()]).toEqual([rowOf(address)]);
});

test('more rows than one batch or one page takes are all written and all read', async () => {
  const store = tableSenderStore(await freshTables());
  const rows = Array.from({ length: 3000 }, (_, index) =>
    personRow(`id-${index}`, [`${index}@a.example`]),
  );

  await store.writePeople(rows, always);

  const found = await store.people();
  expect(found.size).toBe(3000);
  expect(found.get('id-2999')).toEqual(rows[2999]);
});

test('a person with more addresses than one text of a table holds keeps all of them', async () => {
  const store = tableSenderStore(await freshTables());
  const addresses = Array.from(
    { length: 900 },
    (_, index) => `${'x'.repeat(64)}${index}@contoso.example`,
  );
  expect(addresses.join('').length).toBeGreaterThan(2 * syncLimits.textCharacters);

  await store.writePeople([personRow('id-1', addresses)], always);

  expect((await store.peopleOf(['id-1'])).get('id-1')).toEqual(personRow('id-1', addresses));
});

test('rows that are too large together for one batch are written in several', async () => {
  const store = tableSenderStore(await freshTables());
  const addresses = Array.from(
    { length: 1200 },
    (_, index) => `${'x'.repeat(64)}${index}@contoso.example`,
  );
  const ids = Array.from({ length: 20_000 }, (_, index) => `id-${index}`);
  const { partitionKey } = personKeys('id-0');
  const together = ids.filter((id) => personKeys(id).partitionKey === partitionKey).slice(0, 60);

  await store.writePeople(
    together.map((id) => personRow(id, addresses)),
    always,
  );

  expect((await store.peopleOf(together)).size).toBe(60);
});

test('of two who write the state at once only one does', async () => {
  const stage = await Stage.synced(new FakeGroup([person('ann')]));
  const found = await stage.store.readState();
  if (!found) throw new Error('There is no state.');

  const first = await stage.store.writeState({ ...found.state, unchangedCount: 7 }, found);
  const second = await stage.store.writeState({ ...found.state, unchangedCount: 8 }, found);
  const new1 = await stage.store.writeState(found.state, undefined);

  expect(first).toMatchObject({ state: { unchangedCount: 7 } });
  expect([second, new1]).toEqual([undefined, undefined]);
  expect(await stage.state()).toMatchObject({ unchangedCount: 7 });
});

test('a write of the state whose answer was lost on the way is known to be done', async () => {
  const stage = await Stage.synced(new FakeGroup([person('ann')]));
  const tables = sameTables(stage.tables, openTable);
  let lost = 0;
  tables.state.pipeline.addPolicy(
    {
      name: 'loseFirstAnswer',
      sendRequest: async (request, next) => {
        const answer = await next(request);
        if (request.method !== 'PUT' || lost > 0) return answer;
        lost += 1;
        throw Object.assign(new Error('reset'), { name: 'RestError', code: 'ECONNRESET' });
      },
    },
    { afterPhase: 'Retry' },
  );
  const store = tableSenderStore(tables);
  const found = await store.readState();
  if (!found) throw new Error('There is no state.');

  const written = await store.writeState({ ...found.state, unchangedCount: 7 }, found);

  expect(lost).toBe(1);
  expect(written).toEqual(await store.readState());
  expect(await stage.state()).toMatchObject({ unchangedCount: 7 });
});

test.each<[string, (store: SenderStore) => Promise<unknown>]>([
  ['the state', (store) => store.readState()],
  ['all addresses', (store) => store.addresses()],
  ['some addresses', (store) => store.addressesOf(['ann@contoso.example'])],
  ['all people', (store) => store.people()],
  ['some people', (store) => store.peopleOf(['id-ann'])],
  ['reports', (store) => store.reports(1)],
])('a missing table is a fault for who reads %s, and never "no rows"', async (_, read) => {
  const tables = { senders: unmadeTable(), addresses: unmadeTable(), state: unmadeTable() };

  const answer = read(tableSenderStore(tables));

  await expect(answer).rejects.toBeInstanceOf(StoreUnavailable);
});

test('a damaged row is a fault that says which one and what to do, and no address', async () => {
  const stage = await Stage.synced(new FakeGroup([person('ann')]));
  const [row] = await stage.tables.addresses
    .listEntities()
    .byPage()
    .next()
    .then(({ value }) => value);
  await stage.tables.addresses.updateEntity({ ...row, generation: 'five' }, 'Replace');

  const run = stage.sync(inFull);

  await expect(run).rejects.toThrow(`${row.partitionKey}/${row.rowKey}`);
  await expect(run).rejects.toThrow(/"generation".*Delete the row/);
  await expect(run).rejects.not.toThrow('ann@');
});
