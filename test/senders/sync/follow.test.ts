import { expect, test } from 'vitest';
import { syncLimits } from '../../../shared/senders/sync/limits.ts';
import { syncTimes } from '../../../shared/senders/sync/times.ts';
import { FakeGroup, people, person } from './fakeGroup.ts';
import { inFull, minuteMs, ownersIn, Stage } from './stage.ts';

test('the first run puts every member and each of its addresses on the list', async () => {
  const group = new FakeGroup([person('ann', {}, 'sales', 'info'), person('bob')]);
  group.managers = new Map([
    ['id-ann', { id: 'id-eve', displayName: 'Eve', mail: 'eve@contoso.example' }],
  ]);
  const stage = await Stage.empty(group);

  const outcome = await stage.nextMinute();

  expect(outcome).toMatchObject({
    kind: 'done',
    report: { kind: 'full', readCount: 2, addedCount: 2, addressesAddedCount: 4, writtenCount: 6 },
  });
  expect(await stage.owners()).toEqual(ownersIn(group));
  expect(await stage.person('ann')).toMatchObject({
    manager: { id: 'id-eve', displayName: 'Eve', mail: 'eve@contoso.example' },
    addresses: ['ann@contoso.example', 'info@contoso.example', 'sales@contoso.example'],
    addedAtMs: stage.clock.nowMs,
  });
  expect(await stage.state()).toMatchObject({ mailboxCount: 2, addressCount: 4, lockedBy: '' });
});

test('whoever left or came to the group is seen by the next look, which reads only them', async () => {
  const group = new FakeGroup([person('ann'), person('bob', {}, 'sales'), person('eve')]);
  const stage = await Stage.synced(group);
  group.remove('bob');
  group.add(person('joe', {}, 'press'));

  const outcome = await stage.nextMinute();

  expect(outcome).toMatchObject({ kind: 'done', report: { kind: 'changes', readCount: 1 } });
  expect(await stage.owners()).toEqual(ownersIn(group));
  expect(group.asked).toEqual(['changes', 'users']);
  expect(await stage.person('bob')).toMatchObject({ removedAtMs: stage.clock.nowMs });
  expect(await stage.state()).toMatchObject({ mailboxCount: 3, addressCount: 4, writing: false });
});

test('whoever comes back may send again, and the list says since when', async () => {
  const group = new FakeGroup([person('ann'), person('bob')]);
  const stage = await Stage.synced(group);
  group.remove('bob');
  await stage.nextMinute();
  group.add(person('bob'));

  const outcome = await stage.nextMinute();

  expect(outcome).toMatchObject({ differences: [{ change: 'returned', displayName: 'bob' }] });
  expect(await stage.owners()).toEqual(ownersIn(group));
  expect(await stage.person('bob')).toMatchObject({
    addedAtMs: stage.clock.nowMs,
    removedAtMs: undefined,
  });
  expect(
    (await stage.store.addressesOf(['bob@contoso.example'])).get('bob@contoso.example'),
  ).toMatchObject({ removedAtMs: undefined });
});

test('a full read every hour finds addresses that were renamed or moved to another person', async () => {
  const group = new FakeGroup([person('ann', {}, 'sales'), person('bob'), person('eve')]);
  const stage = await Stage.synced(group);
  group.silently([person('ann'), person('bob', {}, 'sales'), person('eve', {}, 'evelyn')]);

  const before = await stage.nextMinute();
  const outcome = await stage.nextHour();

  expect(before).toEqual({ kind: 'unchanged' });
  expect(outcome).toMatchObject({
    kind: 'done',
    report: { kind: 'full', addressesAddedCount: 2, addressesRemovedCount: 1 },
    differences: [
      { change: 'changed', displayName: 'ann', addressesRemoved: ['sales@contoso.example'] },
      { change: 'changed', displayName: 'bob', addressesAdded: ['sales@contoso.example'] },
      { change: 'changed', displayName: 'eve', addressesAdded: ['evelyn@contoso.example'] },
    ],
  });
  expect(await stage.owners()).toEqual(ownersIn(group));
});

test('a shared mailbox with blocked sign-in stays, and the change is told', async () => {
  const group = new FakeGroup([person('ann'), person('bob')]);
  const stage = await Stage.synced(group);
  group.silently([person('ann', { accountEnabled: false, displayName: 'Ann B' }), person('bob')]);

  const outcome = await stage.nextHour();

  expect(outcome).toMatchObject({
    report: { removedCount: 0, changedCount: 1 },
    differences: [{ change: 'changed', fieldsChanged: ['displayName', 'accountEnabled'] }],
  });
  expect(await stage.owners()).toEqual(ownersIn(group));
});

test('where managers may not be read, they stay as they were', async () => {
  const boss = { id: 'id-eve', displayName: 'Eve', mail: undefined };
  const group = new FakeGroup([person('ann')]);
  group.managers = new Map([['id-ann', boss]]);
  const stage = await Stage.synced(group);
  group.managers = undefined;

  const outcome = await stage.nextHour();

  expect(outcome).toMatchObject({ report: { managersRead: false, changedCount: 0 } });
  expect(await stage.person('ann')).toMatchObject({ manager: boss });
});

test('an address that two members claim stays with whoever had it, a new one with nobody', async () => {
  const group = new FakeGroup([person('ann', {}, 'info'), person('bob')]);
  const stage = await Stage.synced(group);
  group.silently([person('ann', {}, 'info', 'press'), person('bob', {}, 'info', 'press')]);

  const outcome = await stage.nextHour();

  expect(outcome).toMatchObject({ report: { disputedCount: 2 } });
  expect(await stage.owners()).toEqual({
    'ann@contoso.example': 'id-ann',
    'bob@contoso.example': 'id-bob',
    'info@contoso.example': 'id-ann',
  });
});

test('a newcomer does not take an address from a member', async () => {
  const group = new FakeGroup([person('ann', {}, 'info')]);
  const stage = await Stage.synced(group);
  group.add(person('bob', {}, 'info'));

  const outcome = await stage.nextMinute();

  expect(outcome).toMatchObject({ kind: 'done', report: { kind: 'changes', disputedCount: 1 } });
  expect(await stage.owners()).toMatchObject({ 'info@contoso.example': 'id-ann' });
});

test('a look that finds nothing is one question and one write, without a report of its own', async () => {
  const group = new FakeGroup([person('ann')]);
  const stage = await Stage.synced(group);

  const outcomes = [await stage.nextMinute(), await stage.nextMinute()];

  expect(outcomes).toEqual([{ kind: 'unchanged' }, { kind: 'unchanged' }]);
  expect(group.asked).toEqual(['changes', 'changes']);
  expect(await stage.state()).toMatchObject({
    unchangedCount: 2,
    checkedAtMs: stage.clock.nowMs,
    fullReadAtMs: stage.clock.nowMs - 2 * minuteMs,
    generation: 1,
  });
  expect(await stage.store.reports(10)).toHaveLength(1);
});

test('a change that Entra tells twice, and a device that joins, change nothing', async () => {
  const group = new FakeGroup([person('ann'), person('bob')]);
  const stage = await Stage.synced(group);
  group.add(person('ann'));
  group.remove('stranger');
  group.addOther('id-printer');

  const outcome = await stage.nextMinute();

  expect(outcome).toEqual({ kind: 'unchanged' });
  expect(await stage.owners()).toEqual(ownersIn(group));
});

test('an expired link leads to a full read at once', async () => {
  const group = new FakeGroup([person('ann'), person('bob')]);
  const stage = await Stage.synced(group);
  group.remove('bob');
  group.expireLinks();

  const outcome = await stage.nextMinute();

  expect(outcome).toMatchObject({ kind: 'done', report: { kind: 'full', removedCount: 1 } });
  expect(await stage.owners()).toEqual(ownersIn(group));
});

test('a member that leaves while a full read goes on is seen by the next look', async () => {
  const group = new FakeGroup([person('ann'), person('bob')]);
  const stage = await Stage.synced(group);
  group.expireLinks();
  const shown = group.members;
  // Bob leaves after the new link was made, and the pages still show him.
  group.beforeMembers = () => {
    group.remove('bob');
    group.silently(shown);
  };
  await stage.nextMinute();

  const outcome = await stage.nextMinute();

  expect(outcome).toMatchObject({ kind: 'done', report: { kind: 'changes', removedCount: 1 } });
  expect(Object.keys(await stage.owners())).toEqual(['ann@contoso.example']);
});

test('after very many changes the whole group is read', async () => {
  const group = new FakeGroup([person('ann')]);
  const stage = await Stage.synced(group);
  group.add(...people('new', syncLimits.changesPerLook + 1));

  const outcome = await stage.nextMinute();

  expect(outcome).toMatchObject({ kind: 'done', report: { kind: 'full' } });
  expect(group.asked).not.toContain('users');
  expect(await stage.owners()).toEqual(ownersIn(group));
});

test('reports are kept for their time and then removed', async () => {
  const group = new FakeGroup([person('ann')]);
  const stage = await Stage.synced(group);
  await stage.nextHour();
  stage.clock.pass(syncLimits.reportsKeptMs - syncTimes.fullReadEveryMs / 2);

  await stage.sync(inFull);

  const kept = (await stage.store.reports(10)).map(({ startedAtMs }) => startedAtMs);
  const { nowMs } = stage.clock;
  const secondAtMs = nowMs - syncLimits.reportsKeptMs + syncTimes.fullReadEveryMs / 2;
  expect(kept).toEqual([nowMs, secondAtMs]);
});
