import { expect, test } from 'vitest';
import { toldOutcome } from '../../cli/senders/outcomeText.ts';
import type { Difference } from '../../shared/senders/sync/syncSenders.ts';
import { runReport } from './senderRows.ts';

const wish = { full: true, force: false, dryRun: false };

function difference(fields: Partial<Difference>): Difference {
  return {
    change: 'changed',
    mailboxId: 'id',
    displayName: 'Anna Muster',
    mail: 'anna@contoso.example',
    addressesAdded: [],
    addressesRemoved: [],
    fieldsChanged: [],
    ...fields,
  };
}

test('a difference is told as people read it: who came, who went, and what changed', () => {
  const differences = [
    difference({ change: 'added', addressesAdded: ['a@x.example', 'b@x.example'] }),
    difference({ change: 'returned', addressesAdded: ['a@x.example'] }),
    difference({ change: 'removed', addressesRemoved: ['a@x.example'] }),
    difference({
      addressesAdded: ['new@x.example'],
      addressesRemoved: ['old@x.example'],
      fieldsChanged: ['displayName', 'manager'],
    }),
  ];

  const { lines } = toldOutcome({ kind: 'done', report: runReport(), differences }, wish);

  expect(lines.slice(0, 4)).toEqual([
    '+ Anna Muster  anna@contoso.example  (2 addresses)',
    '+ Anna Muster  anna@contoso.example  (1 address, was here before)',
    '- Anna Muster  anna@contoso.example  (1 address)',
    '~ Anna Muster  anna@contoso.example: + new@x.example, - old@x.example, name, manager',
  ]);
});

test('a long difference is cut for people and whole for scripts', () => {
  const differences = Array.from({ length: 250 }, (_, at) =>
    difference({ change: 'removed', mailboxId: String(at) }),
  );

  const { lines, view } = toldOutcome({ kind: 'done', report: runReport(), differences }, wish);

  expect(lines).toContain('and 150 more; --json shows all.');
  expect(lines.length).toBeLessThan(110);
  expect(view).toMatchObject({ differences });
});

test('a name that commands the terminal is shown without its commands', () => {
  const displayName = 'Anna\u001b[2J\r\n\u202eMuster';

  const { lines } = toldOutcome(
    { kind: 'done', report: runReport(), differences: [difference({ displayName })] },
    wish,
  );

  expect(lines[0]).toContain('~ Anna [2J Muster  ');
});

test.each([
  ['refused', {}, 1, 'Refused: nothing was written'],
  ['refused', { dryRun: true }, 1, 'It would be refused. Dry run: nothing was written'],
  ['failed', {}, 3, 'the list stays as it was'],
  ['done', { dryRun: true }, 0, 'Dry run: nothing was written'],
  ['done', {}, 0, 'The list is equal to the group'],
] as const)('%s with %j ends with exit code %i and says "%s"', (kind, asked, exitCode, said) => {
  const told = toldOutcome({ kind, report: runReport(), differences: [] }, { ...wish, ...asked });

  expect(told.exitCode).toBe(exitCode);
  expect(told.lines.at(-1)).toContain(said);
});

test('a list that another run holds is told with the time until when', () => {
  const untilMs = Date.parse('2026-11-21T18:05:00Z');

  const { lines, exitCode } = toldOutcome({ kind: 'busy', untilMs }, wish);

  expect(lines.join()).toContain('until 2026-11-21T18:05:00.000Z');
  expect(exitCode).toBe(1);
});
