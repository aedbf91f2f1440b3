import { expect, test } from 'vitest';
import { mailboxKeys } from '../../shared/pacing/mailboxEntity.ts';
import { type MailboxState, newMailbox } from '../../shared/pacing/rules/mailboxState.ts';
import { tableMailboxStore } from '../../shared/pacing/tableMailboxStore.ts';
import { StoreUnavailable } from '../../shared/storeUnavailable.ts';
import { freshTable, unmadeTable } from '../support/stores.ts';

const full: MailboxState = {
  starts: [Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 1) + 2030],
  tails: { high: 1, normal: Date.UTC(2026, 0, 2, 0, 0, 0, 7), bulk: 3 },
  slots: [{ token: 'a', leaseUntilMs: 160_000 }],
  wantedAtMs: 5,
  recipients: { count: [[7, 40]], headMs: 8, tailMs: 9 },
  upload: { count: [[10, 11]], headMs: 12, tailMs: 13 },
  pause: { untilMs: Date.UTC(2026, 0, 3), reason: 'ErrorSubmissionQuotaExceeded', by: 'Exchange' },
  ownLimits: { messagesPerMinute: 10, inFlight: 'none' },
  writeId: 'w',
};

test('what was written of a mailbox is read back, every field', async () => {
  const store = tableMailboxStore(await freshTable());
  const untilResumed = { ...full, pause: { untilMs: undefined, reason: 'upgrade', by: 'me' } };
  await store.write('full', { state: newMailbox, etag: undefined }, full);
  await store.write('new', { state: newMailbox, etag: undefined }, newMailbox);
  await store.write('paused', { state: newMailbox, etag: undefined }, untilResumed);

  const [one, two, three] = await Promise.all(['full', 'new', 'paused'].map(store.read));

  expect([one?.state, two?.state, three?.state]).toEqual([full, newMailbox, untilResumed]);
});

test('of two processes that write against the same version one is refused', async () => {
  const store = tableMailboxStore(await freshTable());
  const none = await store.read('m');

  const first = await store.write('m', none, full);
  const second = await store.write('m', none, newMailbox);
  const next = await store.write('m', { state: full, etag: first }, { ...full, writeId: 'x' });
  const stale = await store.write('m', { state: full, etag: first }, newMailbox);

  expect([first, second, next, stale].map(Boolean)).toEqual([true, false, true, false]);
  expect((await store.read('m')).state.writeId).toBe('x');
});

test('a row that cannot be read stops the mailbox and says what to do, it never counts as a new one', async () => {
  const table = await freshTable();
  const store = tableMailboxStore(table);
  await store.write('m', { state: newMailbox, etag: undefined }, full);
  for (const broken of [{ starts: '[1,' }, { slots: '[{}]' }, { inFlight: '0' }, { tailHigh: 7 }]) {
    await table.upsertEntity({ ...mailboxKeys('m'), ...broken }, 'Merge');

    await expect(store.read('m')).rejects.toThrow(/row "m".*"(starts|slots|inFlight|tailHigh)"/);
    await expect(store.read('m')).rejects.toThrow(StoreUnavailable);
    await table.deleteEntity(mailboxKeys('m').partitionKey, 'm');
    await store.write('m', { state: newMailbox, etag: undefined }, full);
  }
});

test('a missing table is a store that is down, not a mailbox that was never met', async () => {
  await expect(tableMailboxStore(unmadeTable()).read('m')).rejects.toThrow(StoreUnavailable);
});

test('a minute of the highest rate fits into one row', async () => {
  const store = tableMailboxStore(await freshTable());
  const now = Date.UTC(2026, 0, 1);
  const starts = Array.from({ length: 3000 }, (_, n) => now + n * 30_000);

  await store.write('m', { state: newMailbox, etag: undefined }, { ...newMailbox, starts });

  expect((await store.read('m')).state.starts).toEqual(starts);
});
