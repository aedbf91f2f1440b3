import { expect, test } from 'vitest';
import { groupDirectory } from '../../shared/senders/groupDirectory.ts';
import type { SenderStore } from '../../shared/senders/sync/senderStore.ts';
import { StoreUnavailable } from '../../shared/storeUnavailable.ts';
import { addressRow, group, seededState, seededStore } from '../support/senders.ts';

const mailboxId = '7f2c1c3e-0d3c-4f6f-9a35-1f0a3c5f9d11';
const hourMs = 3_600_000;
const startMs = Date.UTC(2026, 10, 21, 12);

/** A list with one address, read when the clock starts, and a directory on it that counts its reads. */
async function oneSender() {
  const store = await seededStore({ 'billing@contoso.example': mailboxId }, startMs);
  const time = { nowMs: startMs };
  const clock = { now: () => time.nowMs, monotonic: () => time.nowMs };
  const reads: string[] = [];
  const counted: Pick<SenderStore, 'readState' | 'addressesOf'> = {
    readState: () => {
      reads.push('state');
      return store.readState();
    },
    addressesOf: (addresses) => {
      reads.push(...addresses);
      return store.addressesOf(addresses);
    },
  };
  const directory = groupDirectory(counted, { group, maxAgeMs: 24 * hourMs }, clock);
  return { store, time, reads, directory, ask: (one: string) => directory.senderOf(one) };
}

test('an address of the list may send by its mailbox, and no other may', async () => {
  const { ask } = await oneSender();

  expect(await ask('billing@contoso.example')).toEqual({ kind: 'sender', mailboxId });
  expect(await ask('nobody@contoso.example')).toEqual({ kind: 'notAllowed' });
});

test('a list that was read too long ago is believed no more, in favour of nobody and against nobody', async () => {
  const { ask, time } = await oneSender();
  time.nowMs += 24 * hourMs + 1;

  expect(await ask('billing@contoso.example')).toEqual({ kind: 'stale' });
  expect(await ask('nobody@contoso.example')).toEqual({ kind: 'stale' });
});

test('as long as the list is young enough it is believed, though its timer has stopped', async () => {
  const { ask, time } = await oneSender();
  time.nowMs += 24 * hourMs;

  expect(await ask('billing@contoso.example')).toEqual({ kind: 'sender', mailboxId });
});

test('a list that was never made, or of another group, refuses nobody: jobs wait', async () => {
  const { store } = await oneSender();
  const clock = { now: () => startMs, monotonic: () => 0 };
  const other = groupDirectory(store, { group: 'Others', maxAgeMs: hourMs }, clock);
  const none = groupDirectory(
    { ...store, readState: async () => undefined },
    { group, maxAgeMs: hourMs },
    clock,
  );

  expect(await other.senderOf('billing@contoso.example')).toEqual({ kind: 'stale' });
  expect(await none.senderOf('billing@contoso.example')).toEqual({ kind: 'stale' });
});

test('what a run has written counts from the moment it ends, not before', async () => {
  const { store, ask, time } = await oneSender();
  const gone = { ...addressRow('billing@contoso.example', ''), generation: 2 };
  const row = { ...gone, previousMailboxId: mailboxId, removedAtMs: startMs };
  await store.writeAddresses(
    [row, { ...addressRow('new@contoso.example', mailboxId), generation: 2 }],
    async () => true,
  );

  const before = [await ask('billing@contoso.example'), await ask('new@contoso.example')];
  await store.writeState({ ...seededState(startMs), generation: 2 }, await store.readState());
  time.nowMs += 30_001;
  const after = [await ask('billing@contoso.example'), await ask('new@contoso.example')];

  expect(before).toEqual([{ kind: 'sender', mailboxId }, { kind: 'notAllowed' }]);
  expect(after).toEqual([{ kind: 'notAllowed' }, { kind: 'sender', mailboxId }]);
});

test('answers are remembered for 30 seconds, the good and the bad, and asked for once at a time', async () => {
  const { reads, ask, time } = await oneSender();
  const both = () => Promise.all([ask('billing@contoso.example'), ask('nobody@contoso.example')]);
  await Promise.all([both(), both(), both()]);
  time.nowMs += 29_999;
  await both();
  expect(reads).toHaveLength(3);

  time.nowMs += 2;
  await both();
  expect(reads).toHaveLength(6);
});

test('a store that is down is a fault and never "not allowed", and is asked again at once', async () => {
  const { store } = await oneSender();
  let isDown = true;
  const clock = { now: () => startMs, monotonic: () => 0 };
  const shaky = {
    readState: () => store.readState(),
    addressesOf: (addresses: readonly string[]) =>
      isDown ? Promise.reject(new StoreUnavailable('down')) : store.addressesOf(addresses),
  };
  const directory = groupDirectory(shaky, { group, maxAgeMs: hourMs }, clock);

  await expect(directory.senderOf('billing@contoso.example')).rejects.toBeInstanceOf(
    StoreUnavailable,
  );
  isDown = false;
  expect(await directory.senderOf('billing@contoso.example')).toMatchObject({ kind: 'sender' });
});

test('what a killed run has left is forgotten once the next run corrects it', async () => {
  const { store, ask, time } = await oneSender();
  const left = { ...addressRow('new@contoso.example', mailboxId), generation: 2 };
  await store.writeAddresses([left], async () => true);
  time.nowMs += 29_000;
  expect(await ask('new@contoso.example')).toEqual({ kind: 'notAllowed' });

  await store.writeAddresses([{ ...left, mailboxId: '', removedAtMs: startMs }], async () => true);
  await store.writeState({ ...seededState(startMs), generation: 2 }, await store.readState());
  time.nowMs += 2_000;

  expect(await ask('new@contoso.example')).toEqual({ kind: 'notAllowed' });
});
