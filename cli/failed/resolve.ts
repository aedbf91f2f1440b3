import { replay } from '../../shared/failed/replay.ts';
import { discardConflicts, resolve } from '../../shared/failed/resolve.ts';
import type { Stores } from '../../shared/runtime.ts';
import { parseOptions } from '../arguments.ts';
import type { Connection } from '../connection.ts';
import { type ExitCode, exitCodes } from '../exitCodes.ts';
import { UsageError } from '../usageError.ts';

const ways = ['sent', 'send-again', 'discard', 'discard-besides'] as const;
type Way = (typeof ways)[number];

/**
 * `mailchute failed resolve ID HOW`: a person's word on a job. `sent`: it went out. `send-again`: send it whatever became of
 * it. `discard`: nobody needs it. `discard-besides`: drop what came under its id with another content.
 */
export async function resolveJob(
  args: readonly string[],
  connection: Connection,
): Promise<ExitCode> {
  const { values, options } = parseOptions(args, {
    'dry-run': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  const [id, how, ...rest] = values;
  const way = ways.find((one) => one === how);
  if (id === undefined || way === undefined || rest.length > 0) {
    throw new UsageError(`Give a job id and one of: ${ways.join(', ')}.`);
  }
  const done = await carryOut(id, way, options['dry-run'], connection.stores());
  console.log(options.json ? JSON.stringify({ id, how, ...done }) : done.text);
  return done.done ? exitCodes.ok : exitCodes.no;
}

interface Done {
  readonly done: boolean;
  readonly text: string;
}

async function carryOut(id: string, how: Way, dryRun: boolean, stores: Stores): Promise<Done> {
  switch (how) {
    case 'send-again': {
      const ordered = await replay(id, { sendAgain: true, dryRun }, stores);
      if (ordered.kind === 'notDone') return { done: false, text: ordered.text };
      return {
        done: true,
        text: `${dryRun ? 'Would be sent' : 'Will be sent'} again (replay ${ordered.epoch}).`,
      };
    }
    case 'discard-besides': {
      const count = dryRun ? 0 : await discardConflicts(id, stores);
      return { done: true, text: dryRun ? 'Would drop what came besides.' : `Dropped ${count}.` };
    }
    case 'sent':
    case 'discard': {
      const closed = await resolve(id, how, { dryRun }, stores);
      if (closed.kind === 'notDone') return { done: false, text: closed.text };
      const what = how === 'sent' ? 'marked as sent' : 'discarded';
      return { done: true, text: dryRun ? `Would be ${what}.` : `The job is ${what}.` };
    }
    default:
      return how satisfies never;
  }
}
