import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { groupFor } from '../../local/graph/groups/group.ts';
import { mailboxFor } from '../../local/graph/mailboxes/mailbox.ts';
import { tenantGroup } from '../../local/stack/tenant.ts';
import { readCsv } from './csvReader.ts';
import { folder, mailchute } from './runCommand.ts';
import { anna, startSenders } from './sendersStack.ts';

test('senders csv has everybody, removed people too, and no name of theirs is a formula', async () => {
  const { run, join: enter, leave } = await startSenders();
  const eve = mailboxFor('eve@contoso.example', { displayName: '=HYPERLINK("x");+1, Zoë' });
  enter(anna, eve);
  await run('sync');
  leave(anna);
  await run('sync');

  const { output, code } = await run('csv');
  const toFile = await run('csv', 'senders.csv');
  const file = await readFile(join(folder, 'senders.csv'), 'utf8');

  expect(code).toBe(0);
  expect(toFile).toMatchObject({ code: 0, output: 'Wrote 8 rows to senders.csv\n' });
  expect(file).toBe(output);
  const [heading = [], ...rows] = readCsv(output.slice(1));
  const people = rows.map((row) => Object.fromEntries(heading.map((name, at) => [name, row[at]])));
  expect(people).toHaveLength(8);
  expect(people).toContainEqual(
    expect.objectContaining({ name: '\'=HYPERLINK("x");\'+1, Zoë', removed: '' }),
  );
  expect(people).toContainEqual(
    expect.objectContaining({
      name: 'Anna Muster',
      addresses: 'a.muster@contoso.example anna@contoso.example sales@contoso.example',
      manager: 'Contoso HR',
      'manager mail': 'hr@contoso.example',
      account: 'enabled',
      removed: expect.stringMatching(/^20\S+Z$/),
      'mailbox id': anna.id,
    }),
  );
});

test('groups csv has every group with its kind and how many members it has', async () => {
  const { graph, settings } = await startSenders();
  graph.setGroups([
    tenantGroup,
    groupFor('@Everybody', [tenantGroup.id], { groupTypes: ['Unified'] }),
    groupFor('Admins', [], { mailEnabled: false }),
  ]);

  const { output, errors, code } = await mailchute(['groups', 'csv'], settings);

  expect({ errors, code }).toEqual({ errors: '', code: 0 });
  expect(readCsv(output.slice(1))).toEqual([
    ['id', 'name', 'mail', 'kind', 'members'],
    [tenantGroup.id, 'Mail senders', 'mail-senders@contoso.example', 'mail-enabled security', '6'],
    [expect.any(String), "'@Everybody", "'-everybody@contoso.example", 'Microsoft 365', '1'],
    [expect.any(String), 'Admins', expect.any(String), 'security', '0'],
  ]);
});

test('groups that may not be read leave no file behind, and what to do is said', async () => {
  const { graph, settings } = await startSenders();
  graph.setBehaviour({ directoryReading: 'forbidden' });

  const { errors, code } = await mailchute(['groups', 'csv', 'groups.csv'], settings);

  expect(code).toBe(3);
  expect(errors).toContain('GroupMember.Read.All');
  await expect(readFile(join(folder, 'groups.csv'))).rejects.toMatchObject({ code: 'ENOENT' });
});
