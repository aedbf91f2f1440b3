import { expect, test } from 'vitest';
import { explore } from './explore.ts';
import { jobModel } from './job.ts';
import { literalReadings, mutants, pacingMutants } from './mutants.ts';
import { pacingModel } from './pacing.ts';

test.each([...literalReadings, ...mutants])('$name: breaks $breaks', (mutant) => {
  const { failure } = explore(jobModel(mutant.scenario, mutant.rules), mutant.breaks);

  expect(failure?.property.slice(0, 2)).toBe(mutant.breaks);
});

test.each(pacingMutants)('pacing with %s: breaks %s', (_, breaks, rules) => {
  const { failure } = explore(pacingModel(rules), breaks);

  expect(failure?.property.slice(0, 2)).toBe(breaks);
});
