import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shownState } from '../../shared/delivery/outcomeMessage.ts';
import { reasons } from '../../shared/job/reasons.ts';
import { states } from '../../shared/ledger/row.ts';

const page = await readFile(join(import.meta.dirname, '../../docs/outcomes.md'), 'utf8');
const rows = [...page.matchAll(/^\| `(\w+)` \| (.*?) \|/gm)].map(([, name = '', text]) => ({
  name,
  text: text?.replaceAll('\\|', '|'),
}));

test('docs/outcomes.md has every reason with the sentence that people are shown, and no other', () => {
  const shown = new Set<string>(states.map(shownState));
  const documented = rows.filter(({ name }) => !shown.has(name));

  expect(Object.fromEntries(documented.map(({ name, text }) => [name, text]))).toEqual(reasons);
});

test('docs/outcomes.md has every state that people are shown', () => {
  for (const state of states) expect(rows.map(({ name }) => name)).toContain(shownState(state));
});
