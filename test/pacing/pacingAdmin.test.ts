import { expect, test } from 'vitest';
import { allMailboxes } from '../../shared/pacing/mailboxStore.ts';
import { storePacingAdmin } from '../../shared/pacing/storePacingAdmin.ts';
import { exchangeLimits, quietWorld, Simulation } from './simulation.ts';

const hourMs = 3_600_000;

/** A simulated world, and people's commands on it that return when they are done. */
function people(simulation: Simulation) {
  const { clock, store, world } = simulation;
  const admin = storePacingAdmin(store, world.limits, clock);
  const done = async <T>(what: Promise<T>): Promise<T> => {
    let isOver = false;
    void what
      .catch(() => undefined)
      .finally(() => {
        isOver = true;
      });
    await clock.run(clock.now() + hourMs, () => isOver);
    return what;
  };
  return { admin, done };
}

test('people see what a mailbox may do now, what it has used, and when its backlog ends', async () => {
  const simulation = new Simulation(quietWorld);
  const { admin, done } = people(simulation);
  const { clock } = simulation;
  const startMs = clock.now();
  for (let n = 0; n < 100; n++) simulation.add({ recipientCount: 3 });
  await clock.run(startMs + 30_000);

  const view = await done(admin.read('billing'));

  expect(view.limits).toEqual(exchangeLimits);
  expect(view.startsLastMinute).toBeGreaterThan(13);
  expect(view.recipientsLastDay).toBeGreaterThanOrEqual(3 * view.startsLastMinute);
  expect(view.uploadBytesLast5Min).toBe((view.recipientsLastDay / 3) * 10_000);
  const { backlogEndsAtMs = 0 } = view;
  expect(Math.abs(backlogEndsAtMs - (startMs + 100 * 2030))).toBeLessThan(10_000);
});

test('a pause by a person outlasts one by Exchange, and resuming ends it', async () => {
  const simulation = new Simulation(quietWorld);
  const { admin, done } = people(simulation);
  await done(admin.pause('billing', { untilMs: undefined, reason: 'moving', by: 'ann' }));
  const job = simulation.add();
  await simulation.clock.run(simulation.clock.now() + 10 * 60_000);

  const whilePaused = [job.startedAtMs, (await done(admin.read('billing'))).pause?.by];
  const resumed = await done(admin.resume('billing'));
  await simulation.drain(hourMs);

  expect(whilePaused).toEqual([undefined, 'ann']);
  expect(resumed).toBe(true);
  expect(simulation.open).toBe(0);
  expect(await done(admin.resume('billing'))).toBe(false);
});

test('a pause waits until nothing is in flight: the slots of all mailboxes go to none', async () => {
  const simulation = new Simulation({ ...quietWorld, processes: 2, requestMs: [3000, 3000] });
  const { admin, done } = people(simulation);
  for (let n = 0; n < 60; n++) simulation.add({ mailbox: `m${n % 3}` });
  await simulation.clock.run(simulation.clock.now() + 1000);
  const before = await done(admin.inFlightCount(allMailboxes));

  await done(admin.pause(allMailboxes, { untilMs: undefined, reason: 'upgrade', by: 'ann' }));
  await simulation.clock.run(simulation.clock.now() + 15_000);

  expect(before).toBeGreaterThan(5);
  expect(simulation.inFlight).toBe(0);
  expect(await done(admin.inFlightCount(allMailboxes))).toBe(0);
});

test('a mailbox can have limits of its own, and get the deployment’s back', async () => {
  const simulation = new Simulation(quietWorld);
  const { admin, done } = people(simulation);

  await done(admin.setLimits('billing', { messagesPerMinute: 300, inFlight: 'none' }));
  const own = await done(admin.read('billing'));
  await done(admin.setLimits('billing', { messagesPerMinute: 'default' }));
  const back = await done(admin.read('billing'));

  expect(own.limits).toEqual({ ...exchangeLimits, messagesPerMinute: 300, inFlight: undefined });
  expect(back.limits).toEqual({ ...exchangeLimits, inFlight: undefined });
});

test.each([0, 1.5, 3001])('%d messages a minute are refused', async (messagesPerMinute) => {
  const { admin } = people(new Simulation(quietWorld));

  await expect(admin.setLimits('billing', { messagesPerMinute })).rejects.toThrow(
    'Allowed: whole numbers from 1 to 3000',
  );
});

test('a mailbox that Exchange throttles pauses in all processes for as long as it was told', async () => {
  const simulation = new Simulation({ ...quietWorld, processes: 3 });
  const { admin, done } = people(simulation);
  simulation.throttleNext = { forMs: 120_000, code: 'ApplicationThrottled' };
  simulation.add();
  await simulation.clock.run(simulation.clock.now() + 5000);
  const throttledAtMs = simulation.starts[0]?.atMs ?? 0;
  for (let n = 0; n < 20; n++) simulation.add();

  const { pause } = await done(admin.read('billing'));
  await simulation.drain(hourMs);

  expect(pause).toMatchObject({ reason: 'ApplicationThrottled', by: 'Exchange' });
  expect(simulation.starts[1]?.atMs).toBeGreaterThanOrEqual(throttledAtMs + 120_000);
  expect(simulation.open).toBe(0);
});
