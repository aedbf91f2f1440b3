import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FindingMeaning } from '../../shared/doctor/findings/meaning.ts';
import { findings } from '../../shared/doctor/findings.ts';

test('docs/doctor.md has every finding as people are shown it, and no other', async () => {
  const page = await readFile(join(import.meta.dirname, '../../docs/doctor.md'), 'utf8');
  const rows = [
    ...page.slice(page.indexOf('## All findings')).matchAll(/^\| `(\w+)` \| (.*) \|$/gm),
  ];

  const documented = rows.map(([, code, cells = '']) => [
    code,
    cells.split(/ \| /).map((cell) => cell.replaceAll('\\|', '|').trim()),
  ]);

  const shown = Object.entries<FindingMeaning>(findings).map(([code, meaning]) => {
    const { about, level, means } = meaning;
    return [code, [about, level, means, meaning.level === 'ok' ? '' : meaning.mend]];
  });
  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(shown));
});
