import { expect, test } from 'vitest';
import type { Later } from '../../shared/pacing/pacer.ts';
import { StoreUnavailable } from '../../shared/storeUnavailable.ts';
import { jobMessage } from '../support/messages.ts';
import { startEngine } from './engine.ts';

const minuteMs = 60_000;

/** An engine whose mailbox has no turn until it is opened. */
async function pacedEngine(inMs = 10 * minuteMs) {
  const mailbox = { isFull: true };
  const engine = await startEngine(({ pacer, clock }) => ({
    pacer: {
      reserve: async (wish) => {
        const later: Later = { kind: 'later', atMs: clock.now() + inMs, why: 'RateLimit' };
        return mailbox.isFull ? later : pacer.reserve(wish);
      },
    },
  }));
  return { ...engine, mailbox };
}

test('a job whose mailbox has no turn comes back at the time planned for it, and people see until when it waits', async () => {
  const engine = await pacedEngine();
  const dueMs = engine.clock.now() + 10 * minuteMs;

  await engine.handle(jobMessage());

  expect(engine.queue.enqueued).toMatchObject([{ queue: 'mail', atMs: dueMs }]);
  expect(await engine.row('order-1')).toMatchObject({ state: 'queued', dueMs, code: 'RateLimit' });
  expect(engine.graph.requests()).toMatchObject({ sendMailCount: 0 });
});

test('when it comes back it goes out, once, and says that it was planned', async () => {
  const engine = await pacedEngine();
  await engine.handle(jobMessage());
  engine.mailbox.isFull = false;
  engine.clock.forward(10 * minuteMs);

  await engine.handle(engine.nextWakeUp());

  expect(await engine.row('order-1')).toMatchObject({ state: 'sent', attempts: 1 });
  expect(engine.graph.messages()).toHaveLength(1);
  expect(engine.pacer.wishes).toMatchObject([{ wasPlanned: true, recipientCount: 1 }]);
});

test('nobody waits for a turn beyond the end of its life', async () => {
  const engine = await pacedEngine(100 * 60 * minuteMs);
  const endMs = engine.clock.now() + 48 * 60 * minuteMs;

  await engine.handle(jobMessage());

  const [copy] = engine.queue.enqueued;
  expect(copy?.atMs).toBeLessThanOrEqual(endMs);
  engine.clock.forward(49 * 60 * minuteMs);
  await engine.handle(engine.nextWakeUp());
  expect(await engine.row('order-1')).toMatchObject({ state: 'expired' });
});

test.each([
  ['a mail that was taken', [], { kind: 'answered' }],
  ['a mail that was refused', [{ on: 'sendMail', answer: 403 }], { kind: 'answered' }],
  ['no answer', [{ on: 'sendMail', answer: 'reset' }], { kind: 'noAnswer' }],
  ['a 504', [{ on: 'sendMail', answer: 504 }], { kind: 'noAnswer' }],
  [
    'a 429',
    [{ on: 'sendMail', answer: 429, retryAfterSeconds: 41 }],
    { kind: 'throttled', forMs: 41_000 },
  ],
  ['a 429 without a time', [{ on: 'sendMail', answer: 429 }], { kind: 'throttled', forMs: 30_000 }],
] as const)('after %s the mailbox knows what that means for others', async (_, faults, end) => {
  const engine = await startEngine();
  engine.graph.setFaults(faults);

  await engine.handle(jobMessage());

  expect(engine.pacer.ends).toMatchObject([end]);
});

test('a turn is given back when somebody else was first with the claim, and nothing is sent', async () => {
  const engine = await startEngine(({ ledger }) => ({
    ledger: {
      ...ledger,
      insert: async (jobId, row) => {
        await ledger.insert(jobId, { ...row, claim: 'somebody else' });
        return undefined;
      },
    },
  }));

  await engine.handle(jobMessage());

  expect(engine.pacer.ends).toEqual([{ kind: 'answered' }]);
  expect(engine.graph.requests()).toMatchObject({ sendMailCount: 0 });
});

test('a turn that is over before the request starts is not used: the job waits, proved not sent', async () => {
  const engine = await startEngine(({ pacer }) => ({
    pacer: {
      reserve: async (wish) => {
        const turn = await pacer.reserve(wish);
        return turn.kind === 'turn' ? { ...turn, mayStart: async () => false } : turn;
      },
    },
  }));

  await engine.handle(jobMessage());

  expect(await engine.row('order-1')).toMatchObject({ state: 'queued', code: 'TurnPassed' });
  expect(engine.graph.requests()).toMatchObject({ sendMailCount: 0 });
});

test('without the rows of the mailboxes nothing is sent', async () => {
  const engine = await startEngine(() => ({
    pacer: { reserve: () => Promise.reject(new StoreUnavailable('down')) },
  }));

  await engine.handle(jobMessage());

  expect(engine.graph.requests()).toMatchObject({ sendMailCount: 0 });
  expect(engine.queue.enqueued).toHaveLength(1);
  expect(engine.log.join()).toContain('storeDown');
});
