import { expect, test } from 'vitest';
import { KnownMailbox } from '../../shared/pacing/gate/knownMailbox.ts';
import type { MailboxStore } from '../../shared/pacing/mailboxStore.ts';
import { newMailbox } from '../../shared/pacing/rules/mailboxState.ts';
import { tableMailboxStore } from '../../shared/pacing/tableMailboxStore.ts';
import { StoreUnavailable } from '../../shared/storeUnavailable.ts';
import { freshTable } from '../support/stores.ts';
import { fastClock } from './fastClock.ts';

const lost = new StoreUnavailable('The answer is lost.');
const clock = fastClock(1);
const wanted = { ...newMailbox, wantedAtMs: 7 };

test('a write whose answer was lost counts when the row shows that it was done', async () => {
  const store = tableMailboxStore(await freshTable());
  const losesAnswers: MailboxStore = {
    ...store,
    write: async (...wish) => {
      await store.write(...wish);
      throw lost;
    },
  };
  const row = new KnownMailbox('m', losesAnswers, clock);
  await row.read();

  expect(await row.write(wanted)).toBe('written');
  expect(row.state.wantedAtMs).toBe(7);
});

test('a write that did not reach the store has failed, and the row is known as it is', async () => {
  const store = tableMailboxStore(await freshTable());
  const row = new KnownMailbox('m', { ...store, write: () => Promise.reject(lost) }, clock);
  await row.read();

  expect(await row.write(wanted)).toEqual({ failed: lost });
  expect(row.state).toEqual(newMailbox);
});

test('a row that another process has changed is known anew, without a read by the caller', async () => {
  const store = tableMailboxStore(await freshTable());
  const [one, other] = [new KnownMailbox('m', store, clock), new KnownMailbox('m', store, clock)];
  await Promise.all([one.read(), other.read()]);
  await other.write(wanted);

  const first = await one.write({ ...newMailbox, wantedAtMs: 8 });
  const second = await one.write({ ...one.state, wantedAtMs: one.state.wantedAtMs + 1 });

  expect([first, second]).toEqual(['changed', 'written']);
  expect((await store.read('m')).state.wantedAtMs).toBe(8);
});
