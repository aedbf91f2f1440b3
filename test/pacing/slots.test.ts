import { expect, test } from 'vitest';
import { quietWorld, Simulation, unlimited, type World } from './simulation.ts';

const minuteMs = 60_000;

/** Only the number of requests in flight is limited. */
const fourInFlight: World = {
  ...quietWorld,
  limits: { ...unlimited, inFlight: 4 },
  claimMs: 10,
  deliveryLateMs: 0,
};

test.each([50, 200])(
  'four slots are busy at least 98 percent of the time with requests of %i ms and claims of up to 10, with hardly a write',
  async (requestMs) => {
    const patienceMs = 100 * minuteMs;
    const simulation = new Simulation({
      ...fourInFlight,
      requestMs: [requestMs, requestMs],
      patienceMs,
    });
    const startMs = simulation.clock.now();
    for (let n = 0; n < 1500; n++) simulation.add();

    await simulation.drain(patienceMs);

    const bestMs = (1500 / 4) * requestMs;
    expect(simulation.clock.now() - startMs).toBeLessThan(bestMs / 0.98);
    expect(simulation.mostInFlight).toBe(4);
    expect(simulation.store.writes).toBeLessThan(20);
  },
);

test('a high mail that finds all slots in use is the next one', async () => {
  const simulation = new Simulation({
    ...fourInFlight,
    requestMs: [1000, 1000],
    patienceMs: minuteMs,
  });
  for (let n = 0; n < 40; n++) simulation.add();
  const high = simulation.add({ priority: 'high' }, 2500);

  await simulation.drain(minuteMs);

  expect((high.startedAtMs ?? Infinity) - high.arrivesAtMs).toBeLessThan(1000);
});

test('a mail that cannot wait in place for a slot comes back, one after the other', async () => {
  const simulation = new Simulation({
    ...fourInFlight,
    requestMs: [20_000, 20_000],
    patienceMs: 1000,
  });
  for (let n = 0; n < 40; n++) simulation.add();

  await simulation.clock.run(simulation.clock.now() + 3000);
  const told = simulation.jobs.filter(({ why }) => why === 'InFlight');
  await simulation.drain(60 * minuteMs);

  expect(told).toHaveLength(36);
  expect(simulation.open).toBe(0);
});

test('a slot whose request has no answer stays closed while Exchange may work on it, and then opens', async () => {
  const simulation = new Simulation({
    ...fourInFlight,
    limits: { ...unlimited, inFlight: 1 },
    noAnswers: 1,
    patienceMs: 10 * minuteMs,
  });
  const [first, second] = [simulation.add(), simulation.add({}, 5000)];

  await simulation.drain(10 * minuteMs);

  const waitedMs = (second.startedAtMs ?? Infinity) - (first.startedAtMs ?? 0);
  expect(waitedMs).toBeGreaterThanOrEqual(99_000);
  expect(waitedMs).toBeLessThan(170_000);
  expect(simulation.mostInFlight).toBe(1);
});

test('nothing starts while the store is down, and everything goes when it is back', async () => {
  const simulation = new Simulation({ ...fourInFlight, processes: 2 });
  const { clock, store, starts } = simulation;
  for (let n = 0; n < 600; n++) simulation.add({}, n * 100);
  await clock.run(clock.now() + 10_000);

  store.isDown = true;
  const downAtMs = clock.now();
  await clock.run(downAtMs + 30_000);
  const late = starts.filter(({ atMs }) => atMs > downAtMs + 4500);
  store.isDown = false;
  await simulation.drain(10 * minuteMs);

  expect(late).toEqual([]);
  expect(simulation.faults).toBeGreaterThan(0);
  expect(simulation.open).toBe(0);
});
