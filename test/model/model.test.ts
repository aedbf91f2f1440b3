import { expect, test } from 'vitest';
import { reconcileTable } from '../../shared/delivery/reconcileTable.ts';
import { table } from '../../shared/delivery/table.ts';
import { legalTransitions } from '../../shared/ledger/transitions.ts';
import { explore, type Found } from './explore.ts';
import { type JobModel, jobModel } from './job.ts';
import { pacingModel } from './pacing.ts';
import { type NamedScenario, quick } from './scenarios.ts';

/** A scenario is searched once, for whichever test asks first. */
const searched = new Map<NamedScenario, { model: JobModel; found: Found }>();

function search(scenario: NamedScenario): { model: JobModel; found: Found } {
  const known = searched.get(scenario);
  if (known) return known;
  const model = jobModel(scenario, scenario.rules);
  const fresh = { model, found: explore(model) };
  searched.set(scenario, fresh);
  return fresh;
}

const searchAll = () => Object.values(quick).map(search);

test.each(Object.entries(quick))(
  'never lost, never twice, in every order of steps and faults: %s',
  (_, scenario) => {
    const { found } = search(scenario);

    expect(found.failure).toBeUndefined();
    expect(found.cut).toBe(0);
  },
);

test('every transition that the ledger allows is taken, and every final row is purged', () => {
  const taken = new Set(searchAll().flatMap(({ found }) => [...found.moves]));

  const allowed = Object.entries(legalTransitions).flatMap(([from, list]) =>
    list.map((to) => `${from} -> ${to}`),
  );
  const purged = ['held', 'failed', 'cancelled', 'expired', 'sent'].map((row) => `${row} -> none`);
  expect([...allowed, ...purged].filter((move) => !taken.has(move))).toEqual([]);
});

test('every rule of both tables decides in some run, and only those for what cannot occur never do', () => {
  const models = searchAll().map(({ model }) => model);

  const used = new Set(models.flatMap((model) => [...model.used.main]));
  const usedInDoubt = new Set(models.flatMap((model) => [...model.used.reconcile]));
  const never = table.filter((_, n) => !used.has(n));
  // What cannot occur, and what a person does whom the model leaves out.
  const leftOut = table.filter(([, , when, then]) => then === 'impossible' || when === 'discarded');
  expect(never).toEqual(leftOut);
  expect(reconcileTable.filter((_, n) => !usedInDoubt.has(n))).toEqual([]);
  expect(used.has(-1) || usedInDoubt.has(-1)).toBe(false);
});

test('no more requests of a mailbox are in flight than it has slots, and no slot is lost for ever', () => {
  expect(explore(pacingModel()).failure).toBeUndefined();
});
