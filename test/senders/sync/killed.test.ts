import { fork } from 'node:child_process';
import { once } from 'node:events';
import { expect, inject, test } from 'vitest';
import type { SyncWish } from '../../../shared/senders/sync/syncSenders.ts';
import { syncTimes } from '../../../shared/senders/sync/times.ts';
import { FakeGroup, person } from './fakeGroup.ts';
import { type Death, diesIn } from './mortalRun.ts';
import { byTimer, inFull, ownersIn, Stage } from './stage.ts';

/** Two groups with everything that can happen between them: coming, leaving, renamed, moved, and no change. */
const one = () => [person('ann', {}, 'info'), person('bob', {}, 'robert'), person('eve')];
const other = () => [
  person('ann'),
  person('eve', {}, 'info', 'evelyn'),
  person('joe', {}, 'joseph'),
];

function turnTo(group: FakeGroup, wanted: 'one' | 'other'): void {
  const [leaves, members] = wanted === 'one' ? ['joe', one()] : ['bob', other()];
  const comes = members.find(
    ({ mailboxId }) => !group.members.some((m) => m.mailboxId === mailboxId),
  );
  group.remove(leaves);
  if (comes) group.add(comes);
  group.silently(members);
}

interface Killing {
  readonly wish: SyncWish;
  readonly when: Death['when'];
}

/**
 * Turns the list from one group to the other and back, again and again, and kills each run a step later than the last one.
 * Gives how many steps a run has.
 */
async function killEverywhere({ wish, when }: Killing): Promise<number> {
  const group = new FakeGroup(one());
  const stage = await Stage.synced(group);
  for (let atStep = 1; ; atStep += 1) {
    const old = await stage.owners();
    turnTo(group, atStep % 2 === 0 ? 'one' : 'other');
    const died = await diesIn(stage, wish, { atStep, when });
    const left = await stage.owners();
    const wanted = wish.full ? ownersIn(group) : await changedOnly(old, group);
    expect([old, wanted], `killed ${when} step ${atStep}`).toContainEqual(left);

    stage.clock.pass(syncTimes.lockMs);
    await stage.sync(inFull);
    expect(await stage.owners(), `the run after one killed ${when} step ${atStep}`).toEqual(
      ownersIn(group),
    );
    const listed = [...(await stage.store.people()).values()].filter((row) => !row.removedAtMs);
    expect(
      listed.map(({ mailboxId, addresses }) => ({ mailboxId, addresses })).toSorted(byId),
    ).toEqual(
      group.members.map(({ mailboxId, addresses }) => ({ mailboxId, addresses })).toSorted(byId),
    );
    if (!died) return atStep - 1;
  }
}

const byId = (a: { mailboxId: string }, b: { mailboxId: string }) =>
  a.mailboxId < b.mailboxId ? -1 : 1;

/** What a look for changes leads to: who came and who left, and no address of the others. */
async function changedOnly(old: Record<string, string>, group: FakeGroup) {
  const ids = group.members.map(({ mailboxId }) => mailboxId);
  const stayed = Object.entries(old).filter(([, owner]) => ids.includes(owner));
  const known = new Set(Object.values(old));
  const came = Object.entries(ownersIn(group)).filter(([, owner]) => !known.has(owner));
  return Object.fromEntries([...stayed, ...came].toSorted());
}

test.each([
  { run: 'a full read', wish: inFull, when: 'before' },
  { run: 'a full read', wish: inFull, when: 'after' },
  { run: 'a look for changes', wish: byTimer, when: 'before' },
  { run: 'a look for changes', wish: byTimer, when: 'after' },
] as const)(
  'killed $when any step of $run, the list is the old one or the new one, and the next run mends it',
  async (killing) => {
    const stepCount = await killEverywhere(killing);

    expect(stepCount).toBeGreaterThan(10);
  },
);

test('after a run that was killed between its rows the timer reads everything, and its leftovers never count', async () => {
  const group = new FakeGroup(one());
  const stage = await Stage.synced(group);
  // Up to the first row, which nothing makes count; then Mallory leaves again.
  for (let atStep = 1; !(await isWritten(stage, 'mallory')); atStep += 1) {
    group.silently(one());
    stage.clock.pass(syncTimes.lockMs);
    await stage.sync(inFull);
    group.silently([...one(), person('mallory')]);
    await diesIn(stage, inFull, { atStep, when: 'after' });
  }
  const killed = await stage.owners();
  group.silently(one());
  group.add(person('joe'));
  stage.clock.pass(syncTimes.lockMs);

  const outcome = await stage.sync(byTimer);

  expect(Object.values(killed)).not.toContain('id-mallory');
  expect(outcome).toMatchObject({ kind: 'done', report: { kind: 'full' } });
  expect(await stage.owners()).toEqual(ownersIn(group));
});

test('whoever came in a run that was killed anywhere, and leaves then, cannot send after the next look', async () => {
  const group = new FakeGroup([person('ann'), person('bob')]);
  const stage = await Stage.synced(group);
  for (let atStep = 1, died = true; died; atStep += 1) {
    group.add(person('joe', {}, 'joseph'));
    died = await diesIn(stage, byTimer, { atStep, when: 'before' });
    group.remove('joe');
    stage.clock.pass(syncTimes.lockMs);

    await stage.sync(byTimer);

    expect(await stage.owners(), `killed before step ${atStep}`).toEqual(ownersIn(group));
    await stage.sync(inFull); // so that the hour for the next full read is not over
  }
});

test('a process that is killed while it writes leaves the old list, and the next run makes the new one', async () => {
  const group = new FakeGroup(one());
  const stage = await Stage.synced(group);
  const before = await stage.owners();
  const { senders, addresses, state } = stage.tables;
  const names = [senders, addresses, state].map(({ tableName }) => tableName);
  const child = fork(new URL('syncUntilFirstBatch.ts', import.meta.url), [
    inject('storage'),
    String(stage.clock.nowMs),
    ...names,
  ]);
  await once(child, 'message');
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;

  const left = await stage.owners();
  const begun = await stage.state();
  stage.clock.pass(syncTimes.lockMs);
  group.silently([person('zoe'), ...one()]);
  await stage.sync(byTimer);

  expect(left).toEqual(before);
  expect(begun).toMatchObject({ writing: true });
  expect(await stage.owners()).toEqual(ownersIn(group));
});

async function isWritten(stage: Stage, name: string): Promise<boolean> {
  return (await stage.store.addressesOf([`${name}@contoso.example`])).size > 0;
}
