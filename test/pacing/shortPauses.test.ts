import { expect, test } from 'vitest';
import { quietWorld, Simulation, unlimited } from './simulation.ts';

const secondMs = 1000;

/** Every fifth request is refused for a second; nothing else holds the mailbox up but its slots. */
const oftenRefused = {
  ...quietWorld,
  limits: { ...unlimited, inFlight: 4 },
  throttles: { share: 0.2, forMs: secondMs },
  patienceMs: 1000 * secondMs,
};

test('mails wait in place for a short pause to end, and go on at once', async () => {
  const simulation = new Simulation(oftenRefused);
  const startMs = simulation.clock.now();
  for (let n = 0; n < 200; n++) simulation.add();

  await simulation.drain(1000 * secondMs);

  // One in five is refused, of four at a time: somewhat over three go between two pauses.
  expect(simulation.clock.now() - startMs).toBeLessThan((200 / 3) * 1.2 * secondMs);
  const received = simulation.jobs.reduce((sum, job) => sum + job.received, 0);
  expect(received / 200).toBeLessThan(1.5);
});
