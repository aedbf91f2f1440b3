import type { ReconcileRule } from '../../shared/delivery/reconcileTable.ts';
import { reconcileTable } from '../../shared/delivery/reconcileTable.ts';
import type { Rule, Step } from '../../shared/delivery/table.ts';
import { table } from '../../shared/delivery/table.ts';
import type { PacingRules } from './pacing.ts';
import type { Rules } from './rules.ts';
import type { Scenario } from './scenario.ts';

/** The protocol with something changed that must not be: the model must show which property breaks. */
export interface Mutant {
  readonly name: string;
  /** The property that breaks first. */
  readonly breaks: string;
  readonly rules: Partial<Rules>;
  readonly scenario: Partial<Scenario>;
}

type Row = readonly [
  name: string,
  breaks: string,
  rules: Partial<Rules>,
  scenario: Partial<Scenario>,
];

const mutant = ([name, breaks, rules, scenario]: Row): Mutant => ({
  name,
  breaks,
  rules,
  scenario,
});

/** The main table with rules put before it. */
const first = (...rules: Rule[]): Partial<Rules> => ({ table: [...rules, ...table] });

/** The main table without the rules of these words. Throws where there is none: the mutant would be none. */
function without(...rules: string[]): Partial<Rules> {
  return { table: lessRules(table, rules) };
}

function lessRules<R extends readonly string[]>(from: readonly R[], rules: string[]): R[] {
  for (const rule of rules) {
    if (!from.some((one) => one.join(' ') === rule)) throw new Error(`No rule reads "${rule}".`);
  }
  return from.filter((one) => !rules.includes(one.join(' ')));
}

/** The main table with one step in place of another, for messages of one kind. */
function instead(from: Step, to: Step, ofKind?: Rule[1]): Partial<Rules> {
  return {
    table: table.map(([row, kind, when, then]): Rule => {
      const isMeant = then === from && (!ofKind || kind === ofKind);
      return [row, kind, when, isMeant ? to : then];
    }),
  };
}

const lookOnce: readonly ReconcileRule[] = reconcileTable.filter(
  ([, when]) => when !== 'patienceRunning',
);

/** The first design's words allowed these readings of one rule. */
export const literalReadings: readonly Mutant[] = (
  [
    ['copy id counts attempts', 'L2', { copyId: 'attempt' }, { faults: 0, waits: 2 }],
    [
      "replay under the job's own message id",
      'L1',
      { replayCopyId: 'original' },
      { faults: 0, refusals: true, replays: 1 },
    ],
    [
      'copy id without content',
      'L2',
      { idHasContent: false },
      { faults: 0, contents: 2, enqueues: 2, waits: 2 },
    ],
    [
      'door: row queued, then enqueue, no auditor',
      'L1',
      { auditor: false },
      { faults: 1, door: true, expiry: true },
    ],
    ['reconcile at once, no patience', 'S1', { reconcileTable: lookOnce }, { faults: 2 }],
    ['no guard before the request', 'S1', { guard: false }, { faults: 3 }],
    ['found by Message-ID alone', 'S3', { sinceOnly: false }, { faults: 1, foreign: true }],
    [
      'lifetime ends in expired, uncertain too',
      'S2',
      first(['uncertain', 'any', 'late', 'expire']),
      { faults: 1, expiry: true },
    ],
    [
      'resend, then refused: failed',
      'S2',
      { closing: (wanted) => wanted },
      { faults: 1, reading: 'cannotKnow', onUncertain: 'resend', refusals: true },
    ],
    [
      'sweep: recorded and parked whatever the row',
      'S2',
      first(['any', 'deadLetter', 'always', 'giveUp']),
      { faults: 2 },
    ],
    [
      'sweep: a dead replay copy is dropped',
      'L1',
      first(['failed', 'deadReplay', 'always', 'drop'], ['held', 'deadReplay', 'always', 'drop']),
      { faults: 1, refusals: true, replays: 1 },
    ],
    [
      'a final row only completes (park)',
      'L2',
      instead('parkAgain', 'drop'),
      { faults: 1, refusals: true },
    ],
    ['a final row only completes (outcome)', 'L1', instead('finish', 'drop'), { faults: 1 }],
    [
      'purge by age of the row alone',
      'S1',
      { purgeWaits: false },
      { faults: 1, purge: true, enqueues: 2 },
    ],
    [
      'a missing row always means a new job',
      'S1',
      without('none any gone hold'),
      { faults: 1, purge: true },
    ],
  ] satisfies Row[]
).map(mutant);

/** Every rule that looks as if it could be left out, left out. */
export const mutants: readonly Mutant[] = (
  [
    ['resend by lease expiry', 'S1', first(['sending', 'any', 'always', 'claim']), { faults: 1 }],
    ['complete before scheduling', 'L2', { scheduleFirst: false }, { faults: 1 }],
    ["copy scheduled with the original's id", 'L2', { copyId: 'original' }, { faults: 0 }],
    ['504 treated as not sent', 'S1', { unknownIs: 'notSent' }, { faults: 2 }],
    ['sent written before the 202', 'S3', { sentAfter202: false }, { faults: 1 }],
    ['ledger writes without ETag', 'S1', { etag: false }, { faults: 1, enqueues: 2 }],
    ['no claim token in the row', 'S1', { claimToken: false }, { faults: 3 }],
    ['unanswered ledger write taken as written', 'S1', { readBack: false }, { faults: 3 }],
    [
      'another mail with the same end taken as mine',
      'L2',
      { ownContent: false },
      { faults: 0, contents: 2, enqueues: 2, broken: 'always' },
    ],
    [
      'replay without ledger condition',
      'S1',
      {
        ...first(
          ['sent', 'replay', 'always', 'claim'],
          ['uncertain', 'replay', 'always', 'claim'],
          ['held', 'replay', 'always', 'claim'],
        ),
        replayLooksAtRow: false,
      },
      { faults: 2, refusals: true, replays: 2 },
    ],
    [
      'replay removes the parked body',
      'L2',
      { replayKeepsBody: false },
      { faults: 0, refusals: true, replays: 1 },
    ],
    ['cancel without ETag', 'S5', { cancelConditional: false }, { faults: 0, cancels: 1 }],
    [
      'cancel while sending',
      'S5',
      { cancelWhile: ['none', 'queued', 'sending'] },
      { faults: 0, cancels: 1 },
    ],
    [
      'cancel of an unseen job writes nothing',
      'S5',
      { cancelTombstone: false },
      { faults: 0, cancels: 1 },
    ],
    [
      'purge too early forgets a cancel',
      'S5',
      { purgeWaits: false },
      { faults: 0, purge: true, cancels: 1 },
    ],
    [
      'ON_UNCERTAIN=resend sends a replayed unproved job',
      'S5',
      {
        ...without('held replay cannotLook hold'),
        reconcileTable: lessRules(reconcileTable, ['cannotKnow unprovedReplay hold']),
      },
      {
        faults: 0,
        purge: true,
        replays: 1,
        cancels: 1,
        reading: 'cannotKnow',
        onUncertain: 'resend',
      },
    ],
    ['complete before parking', 'L2', { parkBeforeComplete: false }, { faults: 1, refusals: true }],
    [
      'other content under the same id ignored',
      'L2',
      without('any any otherContent parkBeside'),
      { faults: 0, contents: 2, enqueues: 2 },
    ],
    [
      'a doubt is lowered by the next one',
      'S1',
      { greaterDoubt: (_, doubt) => doubt },
      { faults: 2, reading: 'sometimes', onUncertain: 'resend' },
    ],
  ] satisfies Row[]
).map(mutant);

/** Changed rules of the slots, with the property that breaks. */
export const pacingMutants: readonly (readonly [
  name: string,
  breaks: string,
  rules: Partial<PacingRules>,
])[] = [
  ['reservation without ETag', 'P1', { etag: false }],
  ['a plain counter, no lease', 'L1', { lease: false }],
  ['lease shorter than a request', 'P1', { leaseCoversCall: false }],
  ['no guard before the request', 'P1', { guard: false }],
  ['release without looking whose slot it is', 'P1', { releaseOwn: false }],
  ['release after a timeout', 'P1', { keepAfterTimeout: false }],
  ['handing on when the lease is over', 'P1', { handOnCovered: false }],
];
