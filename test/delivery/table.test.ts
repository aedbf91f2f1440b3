import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Condition,
  type Kind,
  nextStep,
  type Situation,
  type Step,
  table,
} from '../../shared/delivery/table.ts';
import { states } from '../../shared/ledger/row.ts';
import { closing, greaterDoubt, legalTransitions, moved } from '../../shared/ledger/transitions.ts';
import { ledgerRow } from '../support/rows.ts';

const kinds: readonly Kind[] = ['wakeUp', 'deadLetter', 'replay', 'deadReplay', 'earlier', 'later'];
const conditions: readonly Condition[] = [
  'otherContent',
  'gone',
  'late',
  'broken',
  'notItsTurn',
  'young',
  'cannotLook',
  'sendAgain',
  'discarded',
];
const situation = fc.record({
  row: fc.constantFrom('none' as const, ...states),
  kind: fc.constantFrom(...kinds),
  facts: fc.subarray([...conditions]).map((list) => new Set(list)),
});

/** The protocol page, section 4, cell by cell: row, message, what holds, what is done. */
const page: readonly [Situation['row'], Kind, readonly Condition[], Step][] = [
  ['none', 'wakeUp', [], 'claim'],
  ['none', 'wakeUp', ['late', 'broken'], 'expire'],
  ['none', 'wakeUp', ['broken', 'notItsTurn'], 'fail'],
  ['none', 'wakeUp', ['notItsTurn'], 'putBack'],
  ['none', 'deadLetter', [], 'giveUp'],
  ['none', 'deadLetter', ['late'], 'expire'],
  ['none', 'wakeUp', ['gone', 'late'], 'hold'],
  ['none', 'replay', ['gone'], 'hold'],
  ['queued', 'wakeUp', [], 'claim'],
  ['queued', 'wakeUp', ['late', 'notItsTurn'], 'expire'],
  ['queued', 'wakeUp', ['notItsTurn'], 'putBack'],
  ['queued', 'deadLetter', [], 'giveUp'],
  ['sending', 'wakeUp', ['young'], 'putBack'],
  ['sending', 'wakeUp', ['late'], 'doubt'],
  ['sending', 'deadLetter', [], 'doubt'],
  ['uncertain', 'wakeUp', ['late'], 'reconcile'],
  ['uncertain', 'deadLetter', [], 'hold'],
  ['failed', 'wakeUp', ['late'], 'parkAgain'],
  ['failed', 'deadLetter', [], 'parkAgain'],
  ['failed', 'deadReplay', [], 'giveUp'],
  ['failed', 'replay', ['late'], 'expire'],
  ['failed', 'replay', ['notItsTurn'], 'putBack'],
  ['failed', 'replay', [], 'claim'],
  ['held', 'wakeUp', [], 'parkAgain'],
  ['held', 'deadReplay', [], 'hold'],
  ['held', 'replay', [], 'reopen'],
  ['held', 'replay', ['sendAgain', 'cannotLook'], 'claimUnproved'],
  ['held', 'replay', ['discarded', 'sendAgain'], 'drop'],
  ['failed', 'replay', ['discarded'], 'drop'],
  ['held', 'replay', ['gone'], 'drop'],
  ['uncertain', 'later', ['gone'], 'drop'],
  ['held', 'replay', ['cannotLook'], 'hold'],
  ['sent', 'wakeUp', ['late'], 'finish'],
  ['cancelled', 'deadLetter', [], 'finish'],
  ['expired', 'replay', [], 'finish'],
  ['sent', 'wakeUp', ['otherContent'], 'parkBeside'],
  ['sending', 'earlier', [], 'drop'],
];

test.each(page)('row %s, message %s, %j: %s', (row, kind, facts, step) => {
  expect(nextStep({ row, kind, facts: new Set(facts) })).toBe(step);
});

test('a mail is claimed only from no row, queued, or a failed row that is replayed', () => {
  fc.assert(
    fc.property(situation, (now) => {
      const from =
        now.row === 'failed' ? now.kind === 'replay' : ['none', 'queued'].includes(now.row);
      return nextStep(now) !== 'claim' || from;
    }),
  );
});

test('nothing is done to a job whose content is another, but parking the newcomer', () => {
  fc.assert(
    fc.property(situation, ({ row, kind, facts }) => {
      const step = nextStep({ row, kind, facts: new Set([...facts, 'otherContent']) });
      return row === 'none' || step === 'parkBeside';
    }),
  );
});

test('every row of the table can decide something: none stands behind one that always fits first', () => {
  const reached = new Set<unknown>();
  fc.assert(
    fc.property(situation, (now) => {
      reached.add(table.find((rule) => fits(rule, now)));
    }),
    { numRuns: 20_000 },
  );
  expect(table.filter((rule) => !reached.has(rule))).toEqual([]);
});

test('a doubt is never lowered, and closes a job as held', () => {
  expect(greaterDoubt('unproved', 'absent')).toBe('unproved');
  expect(greaterDoubt('none', 'absent')).toBe('absent');
  expect(
    ['failed', 'expired', 'cancelled'].map((state) => closing(state as 'failed', 'unproved')),
  ).toEqual(['held', 'held', 'held']);
  expect(closing('sent', 'unproved')).toBe('sent');
  expect(closing('failed', 'absent')).toBe('failed');
});

test('a transition that the protocol does not have cannot be written', () => {
  for (const from of states) {
    for (const state of states.filter((one) => !legalTransitions[from].includes(one))) {
      expect(() => moved(ledgerRow({ state: from }), { state })).toThrow('no transition');
    }
  }
});

function fits([row, kind, when]: (typeof table)[number], now: Situation): boolean {
  return (
    (row === 'any' || row === now.row) &&
    (kind === 'any' || kind === now.kind) &&
    (when === 'always' || now.facts.has(when))
  );
}
