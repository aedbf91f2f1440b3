import { expect, test } from 'vitest';
import type { Later, Turn } from '../../shared/pacing/pacer.ts';
import { storePacer } from '../../shared/pacing/storePacer.ts';
import { MemoryStore } from './memoryStore.ts';
import { unlimited } from './simulation.ts';
import { VirtualClock } from './virtualClock.ts';

/** A job at the only slot of a mailbox: what it was given, and whether it may start, as far as it was told. */
interface Asking {
  answer: Turn | Later | undefined;
  mayStart: boolean | undefined;
}

/** A mailbox with one slot and requests of 50 ms (or longer): the third job uses the slot, the fourth is promised it. */
async function busyMailbox({ requestMs = 50, jobCount = 6 } = {}) {
  const clock = new VirtualClock(() => 0.5);
  const store = new MemoryStore(clock, { latencyMs: 10, lostAnswers: 0 });
  const pacer = storePacer(store, { ...unlimited, inFlight: 1 }, clock);
  const pass = (ms: number) => clock.run(clock.now() + ms);
  const ask = () => {
    const job: Asking = { answer: undefined, mayStart: undefined };
    const mayWaitUntilMs = clock.now() + 600_000;
    const wish = {
      mailbox: 'billing',
      priority: 'normal',
      recipientCount: 1,
      sizeBytes: 1,
    } as const;
    void pacer.reserve({ ...wish, wasPlanned: false, mayWaitUntilMs }).then(async (answer) => {
      job.answer = answer;
      if (answer.kind === 'turn') job.mayStart = await answer.mayStart();
    });
    return job;
  };
  const jobs = Array.from({ length: jobCount }, ask);
  const end = async (which: number, how: Parameters<Turn['end']>[0] = { kind: 'answered' }) => {
    const { answer } = jobs[which] as Asking;
    if (answer?.kind !== 'turn') throw new Error(`Job ${which} has no turn.`);
    void answer.end(how);
    await pass(0);
  };
  for (const first of [0, 1]) {
    await pass(requestMs);
    await end(first);
  }
  return { jobs: jobs as [Asking, Asking, Asking, Asking, Asking, ...Asking[]], ask, pass, end };
}

const hasTurn = { kind: 'turn' };

test('while the slots are in use the next job gets ready, one and no more, and starts when one is free', async () => {
  const { jobs, ask, end, pass } = await busyMailbox();
  jobs.push(ask());
  await pass(40);

  expect(jobs.map(({ answer }) => answer?.kind)).toEqual([
    ...['turn', 'turn', 'turn', 'turn', undefined, undefined, undefined],
  ]);
  expect(jobs.map(({ mayStart }) => mayStart)).toEqual([
    ...[true, true, true, undefined, undefined, undefined, undefined],
  ]);

  await end(2);

  expect(jobs[3].mayStart).toBe(true);
  expect(jobs[4]).toMatchObject({ answer: hasTurn, mayStart: undefined });
});

test('a pause that Exchange asks for holds for the job that got ready, too', async () => {
  const { jobs, end } = await busyMailbox();

  await end(2, { kind: 'throttled', forMs: 60_000, code: 'ApplicationThrottled' });

  expect(jobs[3].mayStart).toBe(false);
});

test('a job that got ready waits for the end of a short pause, and starts then', async () => {
  const { jobs, end, pass } = await busyMailbox();

  await end(2, { kind: 'throttled', forMs: 1000, code: 'ApplicationThrottled' });
  await pass(900);
  expect(jobs[3].mayStart).toBeUndefined();
  await pass(200);
  await end(4);

  expect(jobs[3].mayStart).toBe(true);
});

test('the job that got ready is told at once when no slot is left to wait for', async () => {
  const { jobs, end } = await busyMailbox();

  await end(2, { kind: 'noAnswer' });

  expect(jobs[3].mayStart).toBe(false);
});

test('a request that hangs lets one job get ready in vain, for ten seconds, and no other', async () => {
  const { jobs, pass } = await busyMailbox();

  await pass(9_900);
  expect(jobs[3].mayStart).toBeUndefined();
  await pass(200);

  expect(jobs[3].mayStart).toBe(false);
  await pass(60_000);
  expect(jobs[4].answer).toBeUndefined();
});

test('one that comes last and gets ready is told as soon, though nobody comes after it', async () => {
  const { ask, pass } = await busyMailbox({ requestMs: 900, jobCount: 3 });
  await pass(400);
  const last = ask();

  await pass(9_900);
  expect(last).toMatchObject({ answer: hasTurn, mayStart: undefined });
  await pass(200);

  expect(last.mayStart).toBe(false);
});

test('where requests are slow nobody gets ready before there is a slot', async () => {
  const { jobs } = await busyMailbox({ requestMs: 1500 });

  expect(jobs[2]).toMatchObject({ answer: hasTurn, mayStart: true });
  expect(jobs[3].answer).toBeUndefined();
});

test('a job that got ready and then gives up leaves its place to the next', async () => {
  const { jobs, end } = await busyMailbox();

  await end(3);
  await end(2);

  expect(jobs[4]).toMatchObject({ answer: hasTurn, mayStart: true });
});
