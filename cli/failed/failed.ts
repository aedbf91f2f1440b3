import type { Connection } from '../connection.ts';
import type { ExitCode } from '../exitCodes.ts';
import { UsageError } from '../usageError.ts';
import { list } from './list.ts';
import { replayJobs } from './replay.ts';
import { resolveJob } from './resolve.ts';
import { show } from './show.ts';

const commands = { list, show, replay: replayJobs, resolve: resolveJob } as const;

/** `mailchute failed ...`: what needs a person, and what a person can do about it. */
export async function failed(
  [name = '', ...args]: readonly string[],
  connection: Connection,
): Promise<ExitCode> {
  if (Object.hasOwn(commands, name)) {
    return commands[name as keyof typeof commands](args, connection);
  }
  throw new UsageError(
    `"failed ${name}" is no command. Allowed: ${Object.keys(commands).join(', ')}.`,
  );
}
