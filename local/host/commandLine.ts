import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { StartError } from './startError.ts';

/** What the host was asked for on its command line. */
export interface CommandLine {
  readonly root: string;
  readonly port: number;
  readonly settingsFile: string | undefined;
  readonly json: boolean;
  /** Only say how the host is called. */
  readonly help: boolean;
}

/** Port of `func start`. */
const defaultPort = 7071;

/** How the host is called. */
export const usage =
  'node local/host/main.ts [--root DIR] [--port 7071] [--settings FILE] [--json]';

/** Reads the arguments after the script's name. Paths become absolute. Throws {@link StartError} with the usage. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { root, port, settings, json, help } = parse(args);
  const portNumber = Number(port ?? defaultPort);
  if (!Number.isInteger(portNumber) || portNumber < 0 || portNumber > 65_535) {
    throw new StartError(`--port is "${port}". Allowed: 0 to 65535, 0 for any free one.`);
  }
  return {
    root: resolve(root ?? '.'),
    port: portNumber,
    settingsFile: settings === undefined ? undefined : resolve(settings),
    json: json ?? false,
    help: help ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        root: { type: 'string' },
        port: { type: 'string' },
        settings: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (cause) {
    throw new StartError(`${(cause as Error).message}\nUsage: ${usage}`, { cause });
  }
}
