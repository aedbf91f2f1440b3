import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { UsageError } from './usageError.ts';

/** The one argument and the options of a command. Throws `UsageError` for an unknown option or another count of arguments. */
export function readArguments<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  argument: string,
  options: Options,
) {
  const parsed = parseOptions(args, options);
  const [value, ...rest] = parsed.values;
  if (value !== undefined && rest.length === 0) return { value, options: parsed.options };
  throw new UsageError(`Give exactly one ${argument}; ${parsed.values.length} were given.`);
}

/** The arguments and options of a command. Throws `UsageError` for an unknown option. */
export function parseOptions<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
) {
  try {
    const parsed = parseArgs({ args: [...args], allowPositionals: true, options });
    return { values: parsed.positionals, options: parsed.values };
  } catch (cause) {
    throw new UsageError((cause as Error).message, { cause });
  }
}

/**
 * The options of a command that takes no arguments. Throws `UsageError` for any other word: `sync dry-run`, without its
 * dashes, must not change the list.
 */
export function optionsOnly<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
) {
  const parsed = parseOptions(args, options);
  const [stray] = parsed.values;
  if (stray === undefined) return parsed.options;
  const names = Object.keys(options).map((name) => `--${name}`);
  throw new UsageError(`"${stray}" is not understood. Allowed: ${names.join(', ')}.`);
}
