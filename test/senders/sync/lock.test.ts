import { afterEach, expect, test, vi } from 'vitest';
import { syncTimes } from '../../../shared/senders/sync/times.ts';
import { FakeGroup, person } from './fakeGroup.ts';
import { byTimer, inFull, minuteMs, ownersIn, Stage } from './stage.ts';

afterEach(() => void vi.useRealTimers());

/** Something that is waited for, and let go by the test. */
function gate() {
  const reached = Promise.withResolvers<void>();
  const open = Promise.withResolvers<void>();
  return {
    reached: reached.promise,
    open: open.resolve,
    pass: async () => {
      reached.resolve();
      await open.promise;
    },
  };
}

test('of two runs at once one does the work and the other says until when it is busy', async () => {
  const group = new FakeGroup([person('ann')]);
  const stage = await Stage.empty(group);
  const held = gate();
  const newReader = () => {
    const reader = group.reader();
    return { ...reader, members: (id: string) => held.pass().then(() => reader.members(id)) };
  };

  const first = stage.sync(inFull, { newReader });
  await held.reached;
  const second = await stage.sync(byTimer);
  held.open();

  expect(second).toEqual({ kind: 'busy', untilMs: stage.clock.nowMs + syncTimes.lockMs });
  expect(await first).toMatchObject({ kind: 'done' });
  expect(await stage.owners()).toEqual(ownersIn(group));
});

test('two runs that begin at the very same moment: one of them is busy', async () => {
  const group = new FakeGroup([person('ann')]);
  const stage = await Stage.synced(group);

  const outcomes = await Promise.all([stage.sync(inFull), stage.sync(inFull)]);

  expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['busy', 'done']);
});

test('a run that was held up until another took its place writes nothing that counts', async () => {
  const group = new FakeGroup([person('ann'), person('bob')]);
  const stage = await Stage.synced(group);
  group.silently([person('ann'), person('bob'), person('mallory')]);
  const held = gate();
  const store = {
    ...stage.store,
    writeAddresses: async (...write: Parameters<typeof stage.store.writeAddresses>) => {
      await held.pass();
      await stage.store.writeAddresses(...write);
    },
  };
  const late = stage.sync(inFull, { store });
  await held.reached;
  group.silently([person('ann'), person('bob'), person('joe')]);
  stage.clock.pass(syncTimes.lockMs + 1);
  const inTime = await stage.sync(inFull);

  held.open();

  expect(await late).toMatchObject({ kind: 'failed', report: { reason: 'LockLost' } });
  expect(inTime).toMatchObject({ kind: 'done' });
  expect(await stage.owners()).toEqual(ownersIn(group));
  expect(await stage.store.addressesOf(['mallory@contoso.example'])).toEqual(new Map());
});

test('a run that was held up while nobody else came goes on', async () => {
  const group = new FakeGroup([person('ann')]);
  const stage = await Stage.synced(group);
  group.silently([person('ann'), person('bob')]);
  const store = {
    ...stage.store,
    writeAddresses: (...write: Parameters<typeof stage.store.writeAddresses>) => {
      stage.clock.pass(syncTimes.lockMs + 1);
      return stage.store.writeAddresses(...write);
    },
  };

  const outcome = await stage.sync(inFull, { store });

  expect(outcome).toMatchObject({ kind: 'done' });
  expect(await stage.owners()).toEqual(ownersIn(group));
});

test('a run that waits long for Entra keeps the list for itself', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const group = new FakeGroup([person('ann')]);
  const stage = await Stage.empty(group);
  const held = gate();
  const newReader = () => {
    const reader = group.reader();
    return { ...reader, members: (id: string) => held.pass().then(() => reader.members(id)) };
  };
  const beganAtMs = stage.clock.nowMs;
  const run = stage.sync(inFull, { newReader });
  await held.reached;

  for (let minute = 0; minute < 10; minute += 1) {
    stage.clock.pass(minuteMs);
    vi.advanceTimersByTime(minuteMs);
    const leftMs = async () => (await stage.state()).lockedUntilMs - stage.clock.nowMs;
    await vi.waitFor(async () => expect(await leftMs()).toBeGreaterThanOrEqual(2 * minuteMs));
  }
  const other = await stage.sync(byTimer);
  held.open();

  expect(stage.clock.nowMs - beganAtMs).toBeGreaterThan(syncTimes.lockMs);
  expect(other).toMatchObject({ kind: 'busy' });
  expect(await run).toMatchObject({ kind: 'done' });
  expect((await stage.state()).lockedBy).toBe('');
});

test('a run that hangs does not hold the list for ever', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const group = new FakeGroup([person('ann')]);
  const stage = await Stage.empty(group);
  const held = gate();
  const newReader = () => ({ ...group.reader(), members: () => held.pass() as Promise<never> });
  void stage.sync(inFull, { newReader }).catch(() => undefined);
  await held.reached;

  for (let minute = 0; minute < 40; minute += 1) {
    stage.clock.pass(minuteMs);
    await vi.advanceTimersByTimeAsync(minuteMs);
    await stage.store.readState();
  }

  expect(await stage.sync(byTimer)).toMatchObject({ kind: 'done' });
});
