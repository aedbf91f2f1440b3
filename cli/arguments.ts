import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { UsageError } from './usageError.ts';

/** The one argument and the options of a command. Throws `UsageError` for an unknown option or another count of arguments. */
export function readArguments<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  argument: string,
  options: Options,
) {
  const { values, positionals } = parsed(args, options);
  const [value, ...rest] = positionals;
  if (value !== undefined && rest.length === 0) return { value, options: values };
  throw new UsageError(`Give exactly one ${argument}; ${positionals.length} were given.`);
}

function parsed<Options extends ParseArgsOptionsConfig>(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (cause) {
    throw new UsageError((cause as Error).message, { cause });
  }
}
