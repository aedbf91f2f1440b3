import { expect, test } from 'vitest';
import type { Problem } from '../../shared/ledger/problems.ts';
import type { LedgerRow, State } from '../../shared/ledger/row.ts';
import { ledgerRow } from '../support/rows.ts';
import { type JobFacts, judge } from './judge.ts';

const reasons: Partial<Record<State, LedgerRow['reason']>> = {
  failed: 'RefusedByGraph',
  held: 'OutcomeUnknown',
  expired: 'LifetimeOver',
};

/** All that a job of this end should leave behind, changed where a test cares. */
function facts(state: 'sent' | 'failed' | 'held' | 'expired', change: Partial<JobFacts> = {}) {
  const reason = reasons[state];
  const parked = state === 'failed' || state === 'held';
  return {
    row: ledgerRow({ state, reason }),
    acceptedCount: state === 'sent' ? 1 : 0,
    parkedBody: parked ? 'asSent' : 'none',
    problems: state === 'sent' ? [] : [problem({ state, reason: reason ?? 'OutcomeUnknown' })],
    told: undefined,
    claimCheckLeft: false,
    ...change,
  } satisfies JobFacts;
}

function problem(change: Partial<Problem>): Problem {
  return {
    jobId: 'order-1',
    state: 'failed',
    reason: 'RefusedByGraph',
    text: '',
    parkedAs: 'order-1',
    enqueuedAtMs: 0,
    ...change,
  };
}

test.each(['sent', 'failed', 'held', 'expired'] as const)('a mail that is %s is right', (state) => {
  const verdict = judge(facts(state), [state]);

  expect(verdict).toEqual({ kind: 'right', end: state });
});

test('a held mail may have been accepted once', () => {
  const verdict = judge(facts('held', { acceptedCount: 1 }), ['held']);

  expect(verdict).toEqual({ kind: 'right', end: 'held' });
});

const wrong: readonly [claim: string, facts: JobFacts, fault: string][] = [
  ['without a record', facts('sent', { row: undefined }), 'vanished: there is no record of it'],
  ['accepted twice', facts('sent', { acceptedCount: 2 }), 'accepted 2 times'],
  ['held, accepted twice', facts('held', { acceptedCount: 2 }), 'accepted 2 times'],
  [
    'sent, but not accepted',
    facts('sent', { acceptedCount: 0 }),
    'its row is sent, but Graph never had it',
  ],
  [
    'failed, but accepted',
    facts('failed', { acceptedCount: 1 }),
    'its row is failed, but Graph accepted it',
  ],
  [
    'without an end',
    facts('sent', { row: ledgerRow({ state: 'uncertain' }) }),
    'no end: its row is still uncertain',
  ],
  ['failed without its body', facts('failed', { parkedBody: 'none' }), 'its parked body is none'],
  [
    'parked with other bytes',
    facts('held', { parkedBody: 'changed' }),
    'its parked body is changed',
  ],
  [
    'sent, but parked too',
    facts('sent', { parkedBody: 'asSent' }),
    'a body was parked, but its row is sent',
  ],
  [
    'sent, but listed as a problem',
    facts('sent', { problems: [problem({})] }),
    'it is listed as failed, but its row is sent',
  ],
  [
    'failed, but not listed',
    facts('failed', { problems: [] }),
    'its row is failed (RefusedByGraph), listed is undefined (undefined)',
  ],
  [
    'listed twice',
    facts('failed', { problems: [problem({}), problem({})] }),
    'it is listed 2 times',
  ],
  ['whose outcome was never told', facts('sent', { told: [] }), 'its outcome was never told'],
  [
    'told as something else',
    facts('sent', { told: ['sent', 'failed'] }),
    'told as failed, but its row is sent',
  ],
  [
    'sent, its claim check still there',
    facts('sent', { claimCheckLeft: true }),
    'its claim check was left behind',
  ],
];

test('an end that its scenario does not allow is wrong', () => {
  const verdict = judge(facts('held'), ['sent']);

  expect(verdict).toEqual({ kind: 'wrong', faults: ['it is held, not sent'] });
});

test.each(wrong)('a mail %s is wrong', (_, seen, fault) => {
  const verdict = judge(seen, ['sent', 'failed', 'held', 'expired']);

  expect(verdict.kind === 'wrong' && verdict.faults).toContain(fault);
});
