import { expect, test } from 'vitest';
import { type ListFacts, listWarnings } from '../../cli/senders/listWarnings.ts';
import { listState, noonMs, runReport } from './senderRows.ts';

const hourMs = 3_600_000;
const full = runReport();
const refused = runReport({ outcome: 'refused', reason: 'TooManyRemovals', text: 'Too many.' });
const look = runReport({ kind: 'changes', startedAtMs: noonMs + 60_000 });
const checked = (checkedAtMs: number) => listState({ checkedAtMs });

/** All is well: the group was read at noon without a change, and it is five minutes past. */
const well: ListFacts = {
  senders: { mode: 'group', group: 'Senders', maxRemovalPercent: 20, maxAgeMs: 24 * hourMs },
  state: listState(),
  reports: [full],
  nowMs: noonMs + 300_000,
};

test('a fresh list of the group in the settings is shown without a warning', () => {
  const warnings = listWarnings(well);

  expect(warnings).toEqual([]);
});

test.each<[string, Partial<ListFacts>, string]>([
  ['that was never made', { state: undefined, reports: [] }, 'never read in full'],
  ['of another group', { state: listState({ groupSetting: 'Others' }) }, 'SENDER_GROUP "Others"'],
  ['that is too old', { nowMs: noonMs + 25 * hourMs }, 'SENDER_MAX_AGE_HOURS (24)'],
  ['of a group without mail', { state: listState({ groupMailEnabled: false }) }, 'mail-enabled'],
  ['that does not count', { senders: { mode: 'any' } }, 'SENDER_MODE is any'],
  ['that is being written', { state: listState({ writing: true }) }, 'has not ended'],
  [
    'whose last full read was refused',
    { reports: [refused] },
    '(2026-11-21T12:00:00.000Z) was refused',
  ],
  [
    'whose refused full read was followed by a look for changes',
    { reports: [look, refused] },
    'was refused',
  ],
  ['whose last look failed', { reports: [{ ...look, outcome: 'failed' }] }, 'senders sync'],
])('a list %s is shown with a warning', (_, facts, said) => {
  const warnings = listWarnings({ ...well, ...facts });

  expect(warnings).toEqual([expect.stringContaining(said)]);
});

test.each<[string, Partial<ListFacts>]>([
  [
    'a look for changes',
    { reports: [{ ...look, outcome: 'failed' }], state: checked(noonMs + 150_000) },
  ],
  ['a full read', { reports: [full, { ...refused, startedAtMs: noonMs - hourMs }] }],
])('%s that went well ends the warning about the one before', (_, facts) => {
  const warnings = listWarnings({ ...well, ...facts });

  expect(warnings).toEqual([]);
});

test('looks that fail again after one went well are warned of, although they share a row', () => {
  const reports = [{ ...look, outcome: 'failed', repeatedCount: 1 } as const];

  const warnings = listWarnings({
    ...well,
    reports,
    state: checked(noonMs + 90_000),
    nowMs: noonMs + 400_000,
  });

  expect(warnings).toEqual([expect.stringContaining('failed')]);
});
