import { shownState } from '../shared/delivery/outcomeMessage.ts';
import type { LedgerRow } from '../shared/ledger/row.ts';
import { readArguments } from './arguments.ts';
import type { Connection } from './connection.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';

/** `mailchute status ID`: what became of a job, and why. Exit code 1 when it failed, expired or is not known. */
export async function status(args: readonly string[], connection: Connection): Promise<ExitCode> {
  const { value: id, options } = readArguments(args, 'ID', {
    json: { type: 'boolean', default: false },
  });
  const found = await connection.ledger().read(id);
  if (!found) {
    const text =
      'No record of this job: it was not worked on yet, or never enqueued, or its record is purged.';
    console.log(options.json ? JSON.stringify({ id, state: 'unknown', text }) : text);
    return exitCodes.no;
  }
  const shown = view(id, found.row, found.writtenAtMs);
  console.log(options.json ? JSON.stringify(shown) : lines(shown).join('\n'));
  const bad = ['failed', 'expired', 'cancelled', 'uncertain'].includes(shown.state);
  return bad ? exitCodes.no : exitCodes.ok;
}

type View = ReturnType<typeof view>;

function view(id: string, row: LedgerRow, writtenAtMs: number) {
  const { reason, text, code, doubt, attempts, mailbox, messageId, requestId, producer } = row;
  return {
    id,
    state: shownState(row.state),
    since: new Date(writtenAtMs).toISOString(),
    reason,
    text,
    code,
    attempts,
    doubt: doubt === 'none' ? undefined : doubt,
    next: row.dueMs === undefined ? undefined : new Date(row.dueMs).toISOString(),
    enqueued: new Date(row.enqueuedAtMs).toISOString(),
    producer,
    mailbox,
    messageId,
    requestId,
  };
}

function lines(shown: View): string[] {
  const present = Object.entries(shown).filter(([, value]) => value !== undefined);
  const width = Math.max(...present.map(([name]) => name.length));
  return present.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
}
