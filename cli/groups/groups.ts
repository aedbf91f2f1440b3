import type { Connection } from '../connection.ts';
import type { ExitCode } from '../exitCodes.ts';
import { UsageError } from '../usageError.ts';
import { csv } from './csv.ts';

/** `mailchute groups csv`: which groups there are to choose from. */
export async function groups(
  [name = '', ...args]: readonly string[],
  connection: Connection,
): Promise<ExitCode> {
  if (name === 'csv') return csv(args, connection);
  throw new UsageError(`"groups ${name}" is no command. Allowed: csv.`);
}
