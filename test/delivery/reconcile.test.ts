import { expect, test } from 'vitest';
import {
  nextReconcileStep,
  type ReconcileCondition,
} from '../../shared/delivery/reconcileTable.ts';
import { patienceMs, times } from '../../shared/delivery/times.ts';
import type { SearchAnswer, SearchRequest } from '../../shared/graph/mailFinder.ts';
import { jobMessage } from '../support/messages.ts';
import { startEngine } from './engine.ts';

const noAnswer: SearchAnswer = { kind: 'noAnswer', code: 'HTTP 503', retryAfterMs: undefined };

/** An engine with a job in doubt for `ageMs`, whose searches get these answers in turn, the last one for ever. */
async function engineInDoubt({
  answers,
  ageMs = patienceMs,
  proves = true,
  onUncertain = 'hold' as 'hold' | 'resend',
}: {
  answers: readonly SearchAnswer[];
  ageMs?: number;
  proves?: boolean;
  onUncertain?: 'hold' | 'resend';
}) {
  const searches: SearchRequest[] = [];
  const engine = await startEngine(({ ledger }) => ({
    onUncertain,
    probe: { absenceProves: async () => proves },
    finder: {
      find: async (request) => {
        searches.push(request);
        return answers[Math.min(searches.length, answers.length) - 1] ?? noAnswer;
      },
    },
    ledger: {
      ...ledger,
      read: async (jobId) => {
        const found = await ledger.read(jobId);
        return found && { ...found, ageMs };
      },
    },
  }));
  engine.graph.setFaults([{ on: 'sendMail', answer: 504, accept: false, times: 1 }]);
  await engine.handle(jobMessage());
  expect(await engine.row('order-1')).toMatchObject({ state: 'uncertain' });
  return { ...engine, searches };
}

test('a mail that is found in its mailbox is sent, and no second one leaves', async () => {
  const engine = await engineInDoubt({ answers: [{ kind: 'copy' }], ageMs: 0 });

  await engine.handle(engine.nextWakeUp());

  expect(await engine.row('order-1')).toMatchObject({ state: 'sent', doubt: 'none' });
  expect(engine.graph.requests()).toMatchObject({ sendMailCount: 1 });
});

test('the search is for the Message-ID in the sending mailbox, from a little before the first attempt', async () => {
  const engine = await engineInDoubt({ answers: [{ kind: 'copy' }] });
  const row = await engine.row('order-1');

  await engine.handle(engine.nextWakeUp());

  expect(engine.searches).toMatchObject([
    {
      mailbox: row?.mailbox,
      messageId: '<invoice-1@contoso.example>',
      sinceMs: (row?.firstAttemptAtMs ?? 0) - 300_000,
    },
  ]);
});

test('not found yet is looked for again at the next poll: copies come late', async () => {
  const engine = await engineInDoubt({ answers: [{ kind: 'absent' }], ageMs: times.pollsMs[0] });

  await engine.handle(engine.nextWakeUp());

  expect(await engine.row('order-1')).toMatchObject({ state: 'uncertain' });
  const wait = (engine.queue.enqueued.at(-1)?.atMs ?? 0) - engine.clock.now();
  expect(wait).toBe(times.pollsMs[1] - times.pollsMs[0]);
});

test('not found after the patience is proof: it is sent again, and the row names the doubt', async () => {
  const engine = await engineInDoubt({ answers: [{ kind: 'absent' }] });

  await engine.handle(engine.nextWakeUp());

  expect(await engine.row('order-1')).toMatchObject({
    state: 'sent',
    doubt: 'absent',
    attempts: 2,
  });
  expect(engine.graph.messages()).toHaveLength(1);
});

test('without a probe of the tenant absence proves nothing: the job is held', async () => {
  const engine = await engineInDoubt({ answers: [{ kind: 'absent' }], proves: false });

  await engine.handle(engine.nextWakeUp());

  expect(await engine.row('order-1')).toMatchObject({ state: 'held' });
  expect(engine.graph.requests()).toMatchObject({ sendMailCount: 1 });
});

test('a draft is never sent again: it is waited for, and then a person is asked', async () => {
  const early = await engineInDoubt({ answers: [{ kind: 'draft' }], ageMs: patienceMs - 1 });
  const late = await engineInDoubt({ answers: [{ kind: 'draft' }] });

  await early.handle(early.nextWakeUp());
  await late.handle(late.nextWakeUp());

  expect(await early.row('order-1')).toMatchObject({ state: 'uncertain' });
  expect(await late.row('order-1')).toMatchObject({ state: 'held' });
});

test('a search without an answer decides nothing, and is tried again', async () => {
  const engine = await engineInDoubt({ answers: [noAnswer, { kind: 'copy' }] });

  await engine.handle(engine.nextWakeUp());
  expect(await engine.row('order-1')).toMatchObject({ state: 'uncertain' });
  await engine.handle(engine.nextWakeUp());

  expect(await engine.row('order-1')).toMatchObject({ state: 'sent' });
});

test('past its life a mail that is not found ends as expired, with the doubt in the row', async () => {
  const engine = await engineInDoubt({ answers: [{ kind: 'absent' }] });
  engine.clock.forward(72 * 3_600_000);

  await engine.handle(engine.nextWakeUp());

  expect(await engine.row('order-1')).toMatchObject({ state: 'expired', doubt: 'absent' });
});

test('an attempt so old that its copy may have been tidied away is not settled by looking', async () => {
  const engine = await engineInDoubt({ answers: [{ kind: 'absent' }] });
  engine.clock.forward(times.sentCopiesMs + 1);

  await engine.handle(engine.nextWakeUp());

  expect(await engine.row('order-1')).toMatchObject({ state: 'held' });
  expect(engine.searches).toEqual([]);
});

test('a replayed job that may have gone out is not sent by ON_UNCERTAIN=resend: only the explicit order does', () => {
  const facts = (...list: ReconcileCondition[]) => new Set(list);

  expect(nextReconcileStep('cannotKnow', facts('unproved', 'unprovedReplay'))).toBe('hold');
  expect(nextReconcileStep('cannotKnow', facts('unproved'))).toBe('sendUnproved');
  expect(nextReconcileStep('cannotKnow', facts('late'))).toBe('hold');
  expect(nextReconcileStep('absent', facts('unproved'))).toBe('hold');
});
