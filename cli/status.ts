import type { LedgerRow } from '../shared/ledger/row.ts';
import type { Pause } from '../shared/pacing/rules/pause.ts';
import { readArguments } from './arguments.ts';
import type { Connection } from './connection.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { jobView, viewLines } from './jobView.ts';
import { pauseText, pauseView } from './pacing/pauseText.ts';

/** `mailchute status ID`: what became of a job, and why. Exit code 1 when it failed, expired or is not known. */
export async function status(args: readonly string[], connection: Connection): Promise<ExitCode> {
  const { value: id, options } = readArguments(args, 'ID', {
    json: { type: 'boolean', default: false },
  });
  const found = await connection.stores().ledger.read(id);
  if (!found) {
    const text =
      'No record of this job: it was not worked on yet, or never enqueued, or its record is purged.';
    console.log(options.json ? JSON.stringify({ id, state: 'unknown', text }) : text);
    return exitCodes.no;
  }
  const shown = jobView(id, found);
  const pause = await pauseOf(found.row, connection);
  if (options.json) {
    console.log(JSON.stringify({ ...shown, pause: pause && pauseView(pause) }));
  } else {
    const mailboxIs = pause && pauseText(pause, Date.now());
    console.log(viewLines({ ...shown, 'mailbox is': mailboxIs }).join('\n'));
  }
  const bad = ['failed', 'expired', 'cancelled', 'uncertain'].includes(shown.state);
  return bad ? exitCodes.no : exitCodes.ok;
}

/** Why a job that waits goes on waiting: its record says when it looks again, and under a pause that is not when it goes. */
async function pauseOf(
  { state, mailbox }: LedgerRow,
  connection: Connection,
): Promise<Pause | undefined> {
  if (state !== 'queued' || mailbox === undefined) return undefined;
  return (await connection.pacing().read(mailbox)).pause;
}
