import { describe, expect, test } from 'vitest';
import { changedEngine } from './changedEngine.ts';
import { manyRuns } from './manyRuns.ts';
import { mutants } from './mutants.ts';

/** None needs more than a fifth of it now; another seed may need more. */
const mostRuns = 10_000;

describe('the harness finds each mutant that docs/protocol.md, section 10, lists', () => {
  test.each(mutants)('$breaks: $name', async ({ breaks, patches }) => {
    const mutant = await changedEngine(patches);

    const { failing } = await manyRuns(mutant, { runs: mostRuns, seed: 1, property: breaks });

    expect(failing?.broken).toContainEqual(expect.stringContaining(`${breaks}: `));
  });
});

test('a mutant whose text is not in the engine any more is an error, not a sound engine', async () => {
  const patch = { file: 'shared/delivery/table.ts', from: 'no such text', to: '' };

  await expect(changedEngine([patch])).rejects.toThrow('has 0 times the text');
});
