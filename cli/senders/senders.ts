import type { Connection } from '../connection.ts';
import type { ExitCode } from '../exitCodes.ts';
import { UsageError } from '../usageError.ts';
import { csv } from './csv.ts';
import { list } from './list.ts';
import { runs } from './runs.ts';
import { sync } from './sync.ts';

const commands = { list, csv, sync, runs } as const;

/** `mailchute senders ...`: who may send, and why somebody may not. */
export async function senders(
  [name = '', ...args]: readonly string[],
  connection: Connection,
): Promise<ExitCode> {
  if (Object.hasOwn(commands, name)) {
    return commands[name as keyof typeof commands](args, connection);
  }
  throw new UsageError(
    `"senders ${name}" is no command. Allowed: ${Object.keys(commands).join(', ')}.`,
  );
}
