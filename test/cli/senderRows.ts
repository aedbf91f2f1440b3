import type { DirectoryState, RunReport } from '../../shared/senders/sync/rows.ts';

/** Noon of the day on which the rows of these tests were written. */
export const noonMs = Date.parse('2026-11-21T12:00:00Z');

/** A report of a full read at noon that found nothing to change. */
export function runReport(fields: Partial<RunReport> = {}): RunReport {
  return {
    runId: 'run',
    startedAtMs: noonMs,
    kind: 'full',
    outcome: 'done',
    reason: undefined,
    text: undefined,
    repeatedCount: 0,
    forced: false,
    readCount: 10,
    othersCount: 0,
    addedCount: 0,
    changedCount: 0,
    removedCount: 0,
    addressesAddedCount: 0,
    addressesRemovedCount: 0,
    disputedCount: 0,
    managersRead: true,
    requestCount: 2,
    writtenCount: 0,
    durationMs: 1500,
    ...fields,
  };
}

/** The state of a list of the group "Senders", read in full at noon. */
export function listState(fields: Partial<DirectoryState> = {}): DirectoryState {
  return {
    generation: 1,
    groupSetting: 'Senders',
    groupId: 'group',
    groupName: 'Senders',
    groupMailEnabled: true,
    mailboxCount: 10,
    addressCount: 20,
    fullReadAtMs: noonMs,
    checkedAtMs: noonMs,
    unchangedCount: 0,
    changesLink: '',
    writing: false,
    lockedBy: '',
    lockedUntilMs: 0,
    fullReadNotBeforeMs: 0,
    ...fields,
  };
}
