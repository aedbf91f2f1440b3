import type { RunReport } from '../../shared/senders/sync/rows.ts';
import { onTerminal } from '../onTerminal.ts';

/** What scripts see of a run: its start in ISO form. Undefined fields are left out of JSON. */
export function reportView({ startedAtMs, ...rest }: RunReport) {
  return { started: new Date(startedAtMs).toISOString(), ...rest };
}

/** What a run did, in one line. */
export function reportSummary(report: RunReport): string {
  const { readCount, addedCount, changedCount, removedCount } = report;
  const { addressesAddedCount, addressesRemovedCount, requestCount, writtenCount, durationMs } =
    report;
  return [
    `Members read: ${readCount}; ${addedCount} added, ${changedCount} changed, ${removedCount} removed.`,
    `Addresses: ${addressesAddedCount} added, ${addressesRemovedCount} removed.`,
    `Requests to Graph: ${requestCount}. Rows written: ${writtenCount}. Took ${seconds(durationMs)}.`,
  ].join(' ');
}

/** What of a run explains that somebody is not in the list, one sentence a line. */
export function reportNotes(report: RunReport): readonly string[] {
  const { text, othersCount, disputedCount, managersRead, kind, outcome } = report;
  const notes: string[] = [];
  if (text !== undefined) notes.push(onTerminal(text));
  if (othersCount > 0) {
    notes.push(
      `Members of the group that are no users: ${othersCount} (groups, devices, contacts). Who is only in a group inside the group may not send.`,
    );
  }
  if (disputedCount > 0) {
    notes.push(
      `Addresses that two members claim: ${disputedCount}. Each stays with whoever had it, or with nobody.`,
    );
  }
  if (kind === 'full' && outcome === 'done' && !managersRead) {
    notes.push('Entra showed no manager of anybody: managers stay as they were.');
  }
  return notes;
}

/** A duration as people read it. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
