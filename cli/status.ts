import { readArguments } from './arguments.ts';
import type { Connection } from './connection.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { jobView, viewLines } from './jobView.ts';

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
  console.log(options.json ? JSON.stringify(shown) : viewLines(shown).join('\n'));
  const bad = ['failed', 'expired', 'cancelled', 'uncertain'].includes(shown.state);
  return bad ? exitCodes.no : exitCodes.ok;
}
