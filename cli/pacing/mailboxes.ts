import type { Connection } from '../connection.ts';
import type { ExitCode } from '../exitCodes.ts';
import { limit } from './limit.ts';
import { list } from './list.ts';

/** `mailchute mailboxes ...`: what mailboxes may do now, and the limits of single ones. */
export async function mailboxes(
  args: readonly string[],
  connection: Connection,
): Promise<ExitCode> {
  return args[0] === 'limit' ? limit(args.slice(1), connection) : list(args, connection);
}
