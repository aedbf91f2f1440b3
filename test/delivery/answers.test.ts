import { expect, test } from 'vitest';
import { times } from '../../shared/delivery/times.ts';
import { jobMessage } from '../support/messages.ts';
import { cannotRead, startEngine } from './engine.ts';

test('a throttled mail waits exactly as long as Graph asked, then goes out once', async () => {
  const engine = await startEngine();
  engine.graph.setFaults([
    { on: 'sendMail', answer: 429, accept: false, retryAfterSeconds: 77, times: 1 },
  ]);
  const startedAt = engine.clock.now();

  await engine.handle(jobMessage());
  expect(await engine.row('order-1')).toMatchObject({ state: 'queued', attempts: 1 });
  expect(engine.queue.enqueued.at(-1)?.atMs).toBe(startedAt + 77_000);

  engine.clock.forward(77_000);
  await engine.handle(engine.nextWakeUp());
  expect(await engine.row('order-1')).toMatchObject({ state: 'sent', attempts: 2 });
  expect(engine.graph.messages()).toHaveLength(1);
});

test('a wake-up that comes before its time is put back without asking Graph', async () => {
  const engine = await startEngine();
  engine.graph.setFaults([
    { on: 'sendMail', answer: 429, accept: false, retryAfterSeconds: 77, times: 1 },
  ]);
  await engine.handle(jobMessage());

  engine.clock.forward(10_000);
  await engine.handle(engine.nextWakeUp());

  expect(engine.graph.requests()).toMatchObject({ sendMailCount: 1 });
  expect(engine.queue.enqueued).toHaveLength(2);
  expect(engine.queue.enqueued.at(-1)?.message.messageId).toMatch(/^~r0\.2:/);
});

test('a mail that Graph refuses for good is parked with Graph’s code', async () => {
  const engine = await startEngine();
  engine.graph.setFaults([{ on: 'sendMail', answer: 413, accept: false, times: 1 }]);
  const message = jobMessage();

  await engine.handle(message);

  expect(await engine.row('order-1')).toMatchObject({ state: 'failed', reason: 'RefusedByGraph' });
  expect((await engine.parked.read('order-1'))?.mime).toEqual(message.body);
  expect(await engine.problems()).toMatchObject([{ jobId: 'order-1', reason: 'RefusedByGraph' }]);
});

test.each([
  ['answered 504 after accepting', { answer: 504, accept: true }],
  ['reset after accepting', { answer: 'reset', accept: true }],
] as const)(
  'a mail that was %s and cannot be looked for is held for a person',
  async (_, fault) => {
    const engine = await startEngine(() => cannotRead);
    engine.graph.setFaults([{ on: 'sendMail', ...fault, times: 1 }]);

    await engine.handle(jobMessage());
    expect(await engine.row('order-1')).toMatchObject({ state: 'uncertain' });
    engine.clock.forward(times.pollsMs[0]);
    await engine.handle(engine.nextWakeUp());

    expect(await engine.row('order-1')).toMatchObject({ state: 'held', reason: 'OutcomeUnknown' });
    expect(await engine.parked.read('order-1')).toBeDefined();
    expect(engine.graph.messages()).toHaveLength(1);
  },
);

test('by ON_UNCERTAIN=resend such a mail goes out again, and its row names the possible double', async () => {
  const engine = await startEngine(() => ({ ...cannotRead, onUncertain: 'resend' }));
  engine.graph.setFaults([{ on: 'sendMail', answer: 504, accept: true, times: 1 }]);

  await engine.handle(jobMessage());
  engine.clock.forward(times.pollsMs[0]);
  await engine.handle(engine.nextWakeUp());

  expect(await engine.row('order-1')).toMatchObject({ state: 'sent', doubt: 'unproved' });
});

test('with a doubt behind it a job that is refused is held: "failed" would promise that it never went out', async () => {
  const engine = await startEngine(() => ({ ...cannotRead, onUncertain: 'resend' }));
  engine.graph.setFaults([
    { on: 'sendMail', answer: 504, accept: true, times: 1 },
    { on: 'sendMail', answer: 413, accept: false, times: 1 },
  ]);

  await engine.handle(jobMessage());
  engine.clock.forward(times.pollsMs[0]);
  await engine.handle(engine.nextWakeUp());

  expect(await engine.row('order-1')).toMatchObject({ state: 'held', doubt: 'unproved' });
});

test('a worker that stood still between ledger and request does not send', async () => {
  const engine = await startEngine(({ ledger }) => ({
    ledger: {
      ...ledger,
      insert: async (jobId, row) => {
        const written = await ledger.insert(jobId, row);
        engine.clock.forward(times.guardMs + 1);
        return written;
      },
    },
  }));

  await engine.handle(jobMessage());

  expect(engine.graph.requests()).toMatchObject({ sendMailCount: 0 });
  expect(await engine.row('order-1')).toMatchObject({ state: 'queued', code: 'TurnPassed' });
});
