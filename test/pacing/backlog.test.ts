import { expect, test } from 'vitest';
import { allMailboxes } from '../../shared/pacing/mailboxStore.ts';
import { storePacingAdmin } from '../../shared/pacing/storePacingAdmin.ts';
import { exchangeLimits, mostInWindow, quietWorld, Simulation, unlimited } from './simulation.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const lastEnd = (simulation: Simulation) =>
  Math.max(...simulation.jobs.map(({ endedAtMs }) => endedAtMs ?? Number.POSITIVE_INFINITY));

test.each([1, 3])(
  'a backlog of 10,000 in %i processes takes at most two percent longer than the best possible, each mail received at most twice',
  async (processes) => {
    const simulation = new Simulation({ ...quietWorld, processes, deliveryLateMs: 1000 });
    const startMs = simulation.clock.now();
    for (let n = 0; n < 10_000; n++) simulation.add();

    await simulation.drain(10 * hourMs);

    const bestMs = ((10_000 - 30) / 30) * minuteMs;
    expect(lastEnd(simulation) - startMs).toBeLessThan(bestMs * 1.02);
    expect(mostInWindow(simulation.starts, minuteMs)).toBe(30);
    expect(Math.max(...simulation.jobs.map(({ received }) => received))).toBe(2);
    expect(simulation.store.writes / 10_000).toBeLessThan(processes === 1 ? 1.1 : 2.1);
  },
);

test('a high mail goes within seconds, whatever the backlog of its mailbox', async () => {
  const simulation = new Simulation({ ...quietWorld, processes: 3 });
  for (let n = 0; n < 600; n++) simulation.add();
  const high = [1, 3, 7, 11].map((minute) =>
    simulation.add({ priority: 'high' }, minute * minuteMs + 500),
  );

  await simulation.drain(hourMs);

  for (const { startedAtMs, arrivesAtMs, received } of high) {
    expect((startedAtMs ?? 0) - arrivesAtMs).toBeLessThan(8000);
    expect(received).toBe(1);
  }
  expect(mostInWindow(simulation.starts, minuteMs)).toBe(30);
  // Each takes the place of one that must come once more.
  expect(simulation.jobs.filter(({ received }) => received > 2).length).toBeLessThanOrEqual(8);
});

test('bulk goes behind normal, also behind normal mails that come later', async () => {
  const simulation = new Simulation({ ...quietWorld, processes: 2 });
  const bulk = Array.from({ length: 100 }, () => simulation.add({ priority: 'bulk' }));
  const normal = Array.from({ length: 100 }, () => simulation.add({}, 20_000));

  await simulation.drain(hourMs);

  const lastNormal = Math.max(...normal.map(({ endedAtMs }) => endedAtMs ?? Infinity));
  const before = bulk.filter(({ startedAtMs }) => (startedAtMs ?? 0) < lastNormal - 10_000);
  // Those that went before any normal mail was there, and those of the first seconds.
  expect(before.length).toBeLessThan(20);
  expect(lastEnd(simulation) - simulation.clock.now()).toBeLessThanOrEqual(0);
});

test('other mailboxes do not notice a backlog', async () => {
  const simulation = new Simulation(quietWorld);
  for (let n = 0; n < 500; n++) simulation.add();
  const others = Array.from({ length: 20 }, (_, n) =>
    simulation.add({ mailbox: `other${n}` }, 5000),
  );

  await simulation.drain(hourMs);

  for (const { endedAtMs, arrivesAtMs, received } of others) {
    expect((endedAtMs ?? Infinity) - arrivesAtMs).toBeLessThan(1000);
    expect(received).toBe(1);
  }
});

test('mails that come while a backlog is planned wait behind it', async () => {
  const simulation = new Simulation({ ...quietWorld, processes: 2 });
  const first = Array.from({ length: 200 }, () => simulation.add());
  const later = Array.from({ length: 20 }, () => simulation.add({}, minuteMs));

  await simulation.drain(hourMs);

  const lastOfFirst = Math.max(...first.map(({ startedAtMs }) => startedAtMs ?? Infinity));
  for (const { startedAtMs } of later) expect(startedAtMs).toBeGreaterThan(lastOfFirst - 10_000);
});

test('a backlog that was taken away does not hold up newcomers for more than a minute', async () => {
  const simulation = new Simulation(quietWorld);
  const { clock, store } = simulation;
  for (let n = 0; n < 400; n++) simulation.add();
  await clock.run(clock.now() + 2 * minuteMs);
  const gone = new Simulation({ ...quietWorld, seed: 2 });
  for (const [mailbox, found] of store.rows) gone.store.rows.set(mailbox, found);
  await gone.clock.run(clock.now() + 2 * minuteMs);

  const newcomer = gone.add();
  await gone.drain(minuteMs);

  expect((newcomer.endedAtMs ?? Infinity) - newcomer.arrivesAtMs).toBeLessThan(1000);
});

test('a single mail costs two writes, and a busy mailbox one for each mail', async () => {
  const single = new Simulation(quietWorld);
  const busy = new Simulation(quietWorld);
  for (let n = 0; n < 20; n++) single.add({}, n * 10_000);
  for (let n = 0; n < 200; n++) busy.add({}, n * 2100);

  await single.drain(hourMs);
  await single.clock.run(single.clock.now() + minuteMs);
  await busy.drain(hourMs);

  expect(single.store.writes).toBe(40);
  expect(busy.store.writes).toBeLessThan(205);
});

test('with all limits lifted nothing is written, and nothing is read but for a pause', async () => {
  const simulation = new Simulation({ ...quietWorld, limits: unlimited });
  for (let n = 0; n < 1000; n++) simulation.add({}, n * 10);

  await simulation.drain(minuteMs);

  expect(simulation.open).toBe(0);
  expect(simulation.store.writes).toBe(0);
  expect(simulation.store.reads).toBeLessThan(20);
});

test('a paused mailbox wakes nobody before its time, and drains at full rate afterwards', async () => {
  const simulation = new Simulation({ ...quietWorld, processes: 2 });
  const { clock, store } = simulation;
  const admin = storePacingAdmin(store, exchangeLimits, clock);
  const untilMs = clock.now() + hourMs;
  void admin.pause('billing', { untilMs, reason: 'full', by: 'test' });
  await clock.run(clock.now() + 1000);
  for (let n = 0; n < 300; n++) simulation.add();

  await clock.run(untilMs);
  const received = simulation.jobs.map((job) => job.received);
  await simulation.drain(hourMs);

  expect(new Set(received)).toEqual(new Set([1]));
  expect(lastEnd(simulation) - untilMs).toBeLessThan(300 * 2030 + 10_000);
  expect(Math.max(...simulation.jobs.map((job) => job.received))).toBe(2);
});

test('a pause of all mailboxes is seen by all processes within a few seconds, and ends when it is resumed', async () => {
  const simulation = new Simulation({ ...quietWorld, processes: 3, limits: unlimited });
  const { clock, store, jobs } = simulation;
  const admin = storePacingAdmin(store, unlimited, clock);
  for (let n = 0; n < 6000; n++) simulation.add({ mailbox: `m${n % 7}` }, n * 10);
  await clock.run(clock.now() + 20_000);
  void admin.pause(allMailboxes, { untilMs: undefined, reason: 'upgrade', by: 'test' });
  const pausedAtMs = clock.now();

  await clock.run(pausedAtMs + 30_000);
  const late = jobs.filter(({ startedAtMs }) => (startedAtMs ?? 0) > pausedAtMs + 4500);
  void admin.resume(allMailboxes);
  await simulation.drain(hourMs);

  expect(late).toEqual([]);
  expect(simulation.open).toBe(0);
});
