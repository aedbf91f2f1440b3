import { expect, test } from 'vitest';
import { syncTimes } from '../../../shared/senders/sync/times.ts';
import { FakeGroup, noAnswer, people, person } from './fakeGroup.ts';
import { byTimer, dry, forced, inFull, minuteMs, ownersIn, Stage } from './stage.ts';

test('an empty answer never empties the list', async () => {
  const group = new FakeGroup([person('ann'), person('bob')]);
  const stage = await Stage.synced(group);
  const before = await stage.owners();
  group.silently([]);

  const outcome = await stage.nextHour();

  expect(outcome).toMatchObject({
    kind: 'refused',
    report: { reason: 'EmptyGroup', text: expect.stringContaining('2 mailboxes'), writtenCount: 0 },
  });
  expect(await stage.owners()).toEqual(before);
});

test('an answer in which nobody has an address any more never empties the list', async () => {
  const group = new FakeGroup([person('ann'), person('bob')]);
  const stage = await Stage.synced(group);
  const before = await stage.owners();
  group.silently(group.members.map((member) => ({ ...member, addresses: [] })));

  const outcome = await stage.nextHour();

  expect(outcome).toMatchObject({ kind: 'refused', report: { reason: 'EmptyGroup' } });
  expect(await stage.owners()).toEqual(before);
});

test('members who leave one by one are removed, the last one too', async () => {
  const group = new FakeGroup([person('ann'), person('bob')]);
  const stage = await Stage.synced(group);
  group.remove('ann', 'bob');

  await stage.nextMinute();
  const hourly = await stage.nextHour();

  expect(await stage.owners()).toEqual({});
  expect(hourly).toMatchObject({ kind: 'done' });
});

test('a run that would remove too many says how many and what to do, and leaves everything as it was', async () => {
  const group = new FakeGroup(people('p', 40));
  const stage = await Stage.synced(group);
  const [before, owners] = [await stage.state(), await stage.owners()];
  group.silently(group.members.slice(9));

  const outcome = await stage.nextHour();

  expect(outcome).toMatchObject({
    kind: 'refused',
    report: {
      reason: 'TooManyRemovals',
      text: expect.stringMatching(/^9 of 40 mailboxes .*may remove 8 .*--dry-run.*--force/),
      removedCount: 9,
      writtenCount: 0,
    },
  });
  expect(await stage.owners()).toEqual(owners);
  const { fullReadNotBeforeMs: _, ...after } = await stage.state();
  expect(before).toMatchObject(after);
});

test('the same for members that leave one by one within a minute', async () => {
  const group = new FakeGroup(people('p', 40));
  const stage = await Stage.synced(group);
  const [before, owners] = [await stage.state(), await stage.owners()];
  group.remove(...group.members.slice(0, 9).map(({ displayName }) => displayName));

  const outcome = await stage.nextMinute();

  expect(outcome).toMatchObject({
    kind: 'refused',
    report: { kind: 'changes', reason: 'TooManyRemovals' },
  });
  expect(await stage.owners()).toEqual(owners);
  expect(await stage.state()).toEqual(before);
});

test('a lost permission that hides aliases does not strip them', async () => {
  const members = people('p', 40);
  const withAliases = members.map((one) => person(one.displayName, {}, `alias.${one.displayName}`));
  const group = new FakeGroup(withAliases);
  const stage = await Stage.synced(group);
  const before = await stage.owners();
  group.silently(members);

  const outcome = await stage.nextHour();

  expect(outcome).toMatchObject({
    kind: 'refused',
    report: { text: expect.stringMatching(/^40 of 80 addresses /) },
  });
  expect(await stage.owners()).toEqual(before);
});

test('a person overrules the guard once, and it holds again afterwards', async () => {
  const group = new FakeGroup(people('p', 40));
  const stage = await Stage.synced(group);
  group.silently(group.members.slice(20));
  await stage.nextHour();

  const overruled = await stage.sync(forced);
  const owners = await stage.owners();
  group.silently(group.members.slice(15));
  const guarded = await stage.nextHour();

  expect(overruled).toMatchObject({ kind: 'done', report: { forced: true, removedCount: 20 } });
  expect(Object.keys(owners)).toHaveLength(20);
  expect(guarded).toMatchObject({ kind: 'refused', report: { forced: false } });
  expect(await stage.owners()).toEqual(owners);
});

test('a group that was chosen anew may replace everybody, but an empty one is still refused', async () => {
  const group = new FakeGroup(people('p', 40));
  const stage = await Stage.synced(group);
  group.id = 'group-2';
  stage.setting = 'Other senders';
  group.silently([]);
  const empty = await stage.nextMinute();
  group.silently([person('zoe')]);
  stage.clock.pass(syncTimes.refusedFullReadMs);

  const outcome = await stage.nextMinute();

  expect(empty).toMatchObject({ kind: 'refused', report: { reason: 'EmptyGroup' } });
  expect(outcome).toMatchObject({ kind: 'done', report: { kind: 'full', removedCount: 40 } });
  expect(await stage.owners()).toEqual(ownersIn(group));
  expect(await stage.state()).toMatchObject({ groupSetting: 'Other senders', groupId: 'group-2' });
});

test.each(['the same group by its id', 'a new group under the old name'])(
  '%s is no new choice: the guard holds',
  async (which) => {
    const group = new FakeGroup(people('p', 40));
    const stage = await Stage.synced(group);
    if (which === 'the same group by its id') stage.setting = group.id;
    else group.id = 'group-2';
    group.silently(group.members.slice(20));

    const outcome = await stage.nextHour();

    expect(outcome).toMatchObject({ kind: 'refused', report: { reason: 'TooManyRemovals' } });
  },
);

test('after a refusal the timer goes on looking for changes and reads everything again a quarter of an hour later', async () => {
  const group = new FakeGroup(people('p', 40));
  const stage = await Stage.synced(group);
  const all = group.members;
  group.silently([]);
  await stage.nextHour();
  group.silently(all);
  group.remove('p0');
  group.asked.length = 0;

  const soon = await stage.nextMinute();
  const askedSoon = [...group.asked];
  stage.clock.pass(syncTimes.refusedFullReadMs);
  const later = await stage.sync(byTimer);

  expect(soon).toMatchObject({ kind: 'done', report: { kind: 'changes', removedCount: 1 } });
  expect(askedSoon).toEqual(['changes']);
  expect(later).toMatchObject({ kind: 'done', report: { kind: 'full' } });
});

test('after a refusal without a link to follow the timer waits, and a person need not', async () => {
  const group = new FakeGroup(people('p', 40));
  const stage = await Stage.synced(group);
  group.silently([]);
  group.expireLinks();
  await stage.nextHour();
  group.asked.length = 0;

  const waiting = await stage.nextMinute();
  const person = await stage.sync(inFull);

  expect(waiting).toMatchObject({ kind: 'waiting', untilMs: expect.any(Number) });
  expect(group.asked).toEqual(['changes', 'find', 'linkFromNow', 'members', 'managers']);
  expect(person).toMatchObject({ kind: 'refused' });
});

test('a refusal that repeats itself every minute fills one report an hour, which counts it', async () => {
  const group = new FakeGroup(people('p', 40));
  const stage = await Stage.synced(group);
  group.remove(...group.members.slice(0, 9).map(({ displayName }) => displayName));

  for (let minute = 0; minute < 5; minute += 1) await stage.nextMinute();

  const reports = await stage.store.reports(10);
  expect(reports).toMatchObject([
    { outcome: 'refused', reason: 'TooManyRemovals', repeatedCount: 4 },
    { outcome: 'done' },
  ]);
});

test.each([
  { answer: { kind: 'missing' }, reason: 'GroupNotFound', says: 'no such group' },
  { answer: { kind: 'ambiguous', foundCount: 3 }, reason: 'GroupAmbiguous', says: '3 groups' },
] as const)('a group that cannot be told is refused: $reason', async ({ answer, reason, says }) => {
  const group = new FakeGroup([person('ann')]);
  const stage = await Stage.synced(group);
  group.answer = answer;

  const outcome = await stage.nextHour();
  group.answer = undefined;
  const mended = await stage.nextMinute();

  expect(outcome).toMatchObject({
    kind: 'refused',
    report: { reason, text: expect.stringContaining(says) },
  });
  expect(await stage.owners()).toEqual(ownersIn(group));
  expect(mended).toMatchObject({ kind: 'done', report: { kind: 'full' } });
});

test('when Entra does not answer, the list stays and the next run begins at once', async () => {
  const group = new FakeGroup([person('ann'), person('bob')]);
  const stage = await Stage.synced(group);
  group.silently([person('ann')]);
  group.unreadable = noAnswer();

  const outcome = await stage.nextHour();
  const before = await stage.owners();
  group.unreadable = undefined;
  stage.clock.pass(minuteMs);
  const next = await stage.sync(byTimer);

  expect(outcome).toMatchObject({
    kind: 'failed',
    report: { reason: 'HTTP 503', text: expect.stringContaining('Try later') },
    differences: [],
  });
  expect(Object.keys(before)).toHaveLength(2);
  expect(next).toMatchObject({ kind: 'done', report: { removedCount: 1 } });
});

test('a dry run tells the difference and writes nothing', async () => {
  const group = new FakeGroup([person('ann'), person('bob')]);
  const stage = await Stage.synced(group);
  const before = [await stage.state(), await stage.owners(), await stage.store.reports(10)];
  group.remove('bob');
  group.add(person('joe'));

  const outcome = await stage.sync(dry);

  expect(outcome).toMatchObject({
    kind: 'done',
    report: { addedCount: 1, removedCount: 1, writtenCount: 0 },
    differences: [
      { change: 'removed', displayName: 'bob', addressesRemoved: ['bob@contoso.example'] },
      { change: 'added', displayName: 'joe', addressesAdded: ['joe@contoso.example'] },
    ],
  });
  expect([await stage.state(), await stage.owners(), await stage.store.reports(10)]).toEqual(
    before,
  );
});

test('a dry run shows whom a refused run would remove', async () => {
  const group = new FakeGroup(people('p', 40));
  const stage = await Stage.synced(group);
  group.silently(group.members.slice(20));

  const outcome = await stage.sync(dry);

  expect(outcome).toMatchObject({ kind: 'refused', report: { removedCount: 20 } });
  expect(outcome).toHaveProperty('differences.length', 20);
});
