import {
  type Finding,
  nextReconcileStep,
  type ReconcileCondition,
  type ReconcileRule,
  type ReconcileStep,
  reconcileTable,
} from '../../shared/delivery/reconcileTable.ts';
import {
  type Condition,
  type Kind,
  nextStep,
  type Rule,
  type Step,
  table,
} from '../../shared/delivery/table.ts';
import { type Row, rows } from './state.ts';

/** What a table decides in one situation, and by which of its rules (-1: by none). */
export interface Decision<S> {
  readonly step: S;
  readonly rule: number;
}

/** Both tables, decided for every situation there can be, so that a search through millions of states only looks up. */
export interface Decisions {
  readonly main: (row: Row, kind: Kind, facts: number) => Decision<Step>;
  readonly reconcile: (finding: Finding, facts: number) => Decision<ReconcileStep>;
}

const kindNumber: Readonly<Record<Kind, number>> = {
  wakeUp: 0,
  deadLetter: 1,
  replay: 2,
  deadReplay: 3,
  earlier: 4,
  later: 5,
};
const findingNumber: Readonly<Record<Finding, number>> = {
  copy: 0,
  draft: 1,
  absent: 2,
  noAnswer: 3,
  cannotKnow: 4,
};

/** Every condition of the main table as one bit, so that a set of facts is a number. A new one does not compile until it is here. */
export const fact: Readonly<Record<Condition, number>> = {
  otherContent: 1,
  gone: 2,
  late: 4,
  broken: 8,
  notItsTurn: 16,
  young: 32,
  cannotLook: 64,
  sendAgain: 128,
  discarded: 256, // a person's word, which the model leaves out
};

/** Every condition of the reconcile table as one bit. */
export const reconcileFact: Readonly<Record<ReconcileCondition, number>> = {
  patienceRunning: 1,
  late: 2,
  unproved: 4,
  unprovedReplay: 8,
  holdBySetting: 16,
};

const mains = new WeakMap<readonly Rule[], Decisions['main']>();
const reconciles = new WeakMap<readonly ReconcileRule[], Decisions['reconcile']>();

/** The decisions of two tables. For the code's own they are what `nextStep` and `nextReconcileStep` say. */
export function compiled(rules: {
  readonly table: readonly Rule[];
  readonly reconcileTable: readonly ReconcileRule[];
}): Decisions {
  return {
    main: cached(mains, rules.table, compileMain),
    reconcile: cached(reconciles, rules.reconcileTable, compileReconcile),
  };
}

function compileMain(rules: readonly Rule[]): Decisions['main'] {
  const sets = 2 * Math.max(...Object.values(fact));
  const kinds = namesOf(kindNumber);
  const decisions: Decision<Step>[] = [];
  for (const row of rows) {
    for (const kind of kinds) {
      for (let facts = 0; facts < sets; facts++) {
        const rule = rules.findIndex(
          ([rowIs, kindIs, when]) =>
            (rowIs === 'any' || rowIs === row) &&
            (kindIs === 'any' || kindIs === kind) &&
            (when === 'always' || (facts & fact[when]) !== 0),
        );
        const step = rules[rule]?.[3] ?? 'impossible';
        if (rules === table) {
          mustBe(step, nextStep({ row, kind, facts: setOf(facts, fact) }), `${row}, ${kind}`);
        }
        decisions.push({ step, rule });
      }
    }
  }
  const rowNumber = new Map(rows.map((row, at) => [row, at]));
  return (row, kind, facts) => {
    const at = (rowNumber.get(row) ?? 0) * kinds.length + kindNumber[kind];
    return decisions[at * sets + facts] as Decision<Step>;
  };
}

function compileReconcile(rules: readonly ReconcileRule[]): Decisions['reconcile'] {
  const sets = 2 * Math.max(...Object.values(reconcileFact));
  const decisions: Decision<ReconcileStep>[] = [];
  for (const finding of namesOf(findingNumber)) {
    for (let facts = 0; facts < sets; facts++) {
      const rule = rules.findIndex(
        ([is, when]) =>
          is === finding && (when === 'always' || (facts & reconcileFact[when]) !== 0),
      );
      const step = rules[rule]?.[2] ?? 'hold';
      if (rules === reconcileTable) {
        mustBe(step, nextReconcileStep(finding, setOf(facts, reconcileFact)), finding);
      }
      decisions.push({ step, rule });
    }
  }
  return (finding, facts) =>
    decisions[findingNumber[finding] * sets + facts] as Decision<ReconcileStep>;
}

function cached<T extends object, D>(known: WeakMap<T, D>, of: T, make: (of: T) => D): D {
  const found = known.get(of) ?? make(of);
  known.set(of, found);
  return found;
}

function setOf<C extends string>(facts: number, bits: Readonly<Record<C, number>>): Set<C> {
  return new Set(namesOf(bits).filter((name) => (facts & bits[name]) !== 0));
}

const namesOf = <N extends string>(numbers: Readonly<Record<N, number>>): N[] =>
  Object.keys(numbers) as N[];

/** The code must decide as its table reads: first fit. Otherwise the rules that the model changes would not be the code's. */
function mustBe(read: string, decided: string, where: string): void {
  if (read !== decided) throw new Error(`${where}: the table reads ${read}, the code ${decided}.`);
}
