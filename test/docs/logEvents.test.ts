import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mailLog } from '../../shared/maillog/mailLog.ts';

test('docs/operating.md says of every event of the log what it means, and of no other', async () => {
  const page = await readFile(join(import.meta.dirname, '../../docs/operating.md'), 'utf8');
  const section = page.slice(page.indexOf('## What the log says'));
  const documented = [...section.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );

  expect(documented.sort()).toEqual(Object.keys(mailLog(() => {})).sort());
});
