import { shownState } from '../shared/delivery/outcomeMessage.ts';
import type { FoundRow } from '../shared/ledger/row.ts';

/** What people see of a job: its row in words and ISO times. Undefined fields are left out of JSON and of the lines. */
export function jobView(id: string, { row, writtenAtMs }: FoundRow) {
  const { reason, text, code, doubt, attempts, mailbox, messageId, requestId, producer } = row;
  return {
    id,
    state: shownState(row.state),
    since: time(writtenAtMs),
    reason,
    text,
    code,
    attempts,
    replays: row.epoch > 0 ? row.epoch : undefined,
    doubt: doubt === 'none' ? undefined : doubt,
    next: time(row.dueMs),
    enqueued: time(row.enqueuedAtMs),
    discarded: time(row.discardedAtMs),
    producer,
    mailbox,
    messageId,
    requestId,
  };
}

/** A view in lines, its names in a column. */
export function viewLines(view: Readonly<Record<string, unknown>>): string[] {
  const present = Object.entries(view).filter(([, value]) => value !== undefined);
  const width = Math.max(...present.map(([name]) => name.length));
  return present.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
}

function time(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}
