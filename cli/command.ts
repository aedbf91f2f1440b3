import type { Connection } from './connection.ts';
import type { ExitCode } from './exitCodes.ts';
import { UsageError } from './usageError.ts';

/** What runs when a person gives a command, with the words after its name. */
export type Command = (args: readonly string[], connection: Connection) => Promise<ExitCode>;

/** A command whose first word chooses one of several. Throws `UsageError` that names them for any other word. */
export function commandOf(name: string, commands: Readonly<Record<string, Command>>): Command {
  return async ([word = '', ...args], connection) => {
    const command = Object.hasOwn(commands, word) ? commands[word] : undefined;
    if (command) return command(args, connection);
    const allowed = Object.keys(commands).join(', ');
    throw new UsageError(`"${name} ${word}" is no command. Allowed: ${allowed}.`);
  };
}
