import { shownState } from '../../shared/delivery/outcomeMessage.ts';
import type { LedgerRow } from '../../shared/ledger/row.ts';
import { columns, styled } from '../terminal.ts';
import type { SentFile } from './sendFiles.ts';

const colours = {
  sent: 'green',
  failed: 'red',
  expired: 'red',
  cancelled: 'yellow',
  uncertain: 'yellow',
  queued: 'yellow',
  sending: 'yellow',
} as const;

/** A table of what became of each mail, in lines. */
export function outcomeTable(
  files: readonly SentFile[],
  rows: ReadonlyMap<string, LedgerRow>,
): readonly string[] {
  const lines = files.map((file) => {
    const row = rows.get(file.jobId);
    const state = row ? shownState(row.state) : 'queued';
    return [styled(colours[state], state.padEnd(9)), file.name, wayOf(file, row)];
  });
  return columns(lines);
}

function wayOf(file: SentFile, row: LedgerRow | undefined): string {
  if (row?.state !== 'sent') return styled('bold', row?.reason ?? row?.code ?? 'not met yet');
  const count = file.recipientCount ?? 0;
  return styled('dim', `${file.from} to ${count} recipient${count === 1 ? '' : 's'}`);
}

/** Why the mails that were not sent were not, in full sentences, one paragraph of lines each. */
export function refusalLines(
  files: readonly SentFile[],
  rows: ReadonlyMap<string, LedgerRow>,
): readonly string[] {
  return files.flatMap((file) => {
    const row = rows.get(file.jobId);
    if (!row?.text) return [];
    return [`  ${styled('bold', file.name)}  ${row.reason}`, `    ${row.text}`];
  });
}
