import fc from 'fast-check';
import { expect, test } from 'vitest';
import { priorities } from '../../shared/job/job.ts';
import type { Limits } from '../../shared/pacing/limits.ts';
import { mostInWindow, quietWorld, Simulation, type World } from './simulation.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const limits: fc.Arbitrary<Limits> = fc.record({
  messagesPerMinute: fc.option(fc.integer({ min: 1, max: 120 }), { nil: undefined }),
  inFlight: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
  recipientsPerDay: fc.option(fc.integer({ min: 500, max: 4000 }), { nil: undefined }),
  uploadBytesPer5Min: fc.option(fc.integer({ min: 50_000, max: 2_000_000 }), { nil: undefined }),
});

const worlds: fc.Arbitrary<World> = fc.record({
  limits,
  processes: fc.integer({ min: 1, max: 4 }),
  store: fc.record({
    latencyMs: fc.integer({ min: 1, max: 400 }),
    lostAnswers: fc.constantFrom(0, 0, 0.02, 0.2),
  }),
  requestMs: fc.constantFrom([50, 50] as const, [10, 2000] as const, [3000, 20_000] as const),
  deliveryLateMs: fc.integer({ min: 0, max: 3000 }),
  claimMs: fc.integer({ min: 0, max: 1000 }),
  noAnswers: fc.constantFrom(0, 0, 0.05),
  throttles: fc.constantFrom(
    { share: 0, forMs: 0 },
    { share: 0, forMs: 0 },
    { share: 0.1, forMs: 1500 },
    { share: 0.1, forMs: 5000 },
  ),
  patienceMs: fc.integer({ min: 0, max: 20_000 }),
  seed: fc.integer(),
});

const mails = fc.array(
  fc.record({
    afterMs: fc.integer({ min: 0, max: 5 * minuteMs }),
    priority: fc.constantFrom(...priorities),
    recipientCount: fc.integer({ min: 1, max: 40 }),
    sizeBytes: fc.integer({ min: 100, max: 40_000 }),
  }),
  { minLength: 20, maxLength: 150, size: 'max' },
);

const kills = fc.array(
  fc.record({
    afterMs: fc.integer({ min: 0, max: 6 * minuteMs }),
    process: fc.integer({ min: 0, max: 3 }),
  }),
  { maxLength: 3 },
);

test('no limit is exceeded in any window and every mail goes, whatever the processes, crashes and lost answers', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, mails, kills, async (world, jobs, deaths) => {
      const simulation = new Simulation(world);
      const { clock } = simulation;
      for (const { afterMs, ...job } of jobs) simulation.add(job, afterMs);
      for (const { afterMs, process } of deaths) {
        clock.at(clock.now() + afterMs, () => simulation.kill(process));
      }

      await simulation.drain(60 * 24 * hourMs);

      const { messagesPerMinute, inFlight, recipientsPerDay, uploadBytesPer5Min } = world.limits;
      const none = Number.POSITIVE_INFINITY;
      const { starts } = simulation;
      expect(mostInWindow(starts, minuteMs)).toBeLessThanOrEqual(messagesPerMinute ?? none);
      expect(simulation.mostInFlight).toBeLessThanOrEqual(inFlight ?? none);
      const recipients = mostInWindow(starts, 24 * hourMs, ({ recipientCount }) => recipientCount);
      expect(recipients).toBeLessThanOrEqual(recipientsPerDay ?? none);
      const bytes = mostInWindow(starts, 5 * minuteMs, ({ sizeBytes }) => sizeBytes);
      expect(bytes).toBeLessThanOrEqual(uploadBytesPer5Min ?? none);
      expect(simulation.open).toBe(0);
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

test('no slot of a mailbox is lost for ever when its processes die', async () => {
  const limits: Limits = {
    ...quietWorld.limits,
    messagesPerMinute: undefined,
    recipientsPerDay: undefined,
    uploadBytesPer5Min: undefined,
  };
  const simulation = new Simulation({ ...quietWorld, limits, requestMs: [5000, 5000] });
  const { clock } = simulation;
  const startMs = clock.now();
  for (let n = 0; n < 4; n++) simulation.add();
  await clock.run(startMs + 2000);

  simulation.kill(0);
  const next = simulation.add({}, 1000);
  await simulation.drain(hourMs);

  expect(next.startedAtMs).toBeGreaterThan(startMs + 159_000);
  expect(next.startedAtMs).toBeLessThan(startMs + 190_000);
  expect(simulation.mostInFlight).toBe(4);
});
