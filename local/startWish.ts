import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** What `npm start` was asked for. */
export interface StartWish {
  readonly help: boolean;
  /** End when all is sent, instead of staying up. */
  readonly once: boolean;
  /** Files and folders of messages. */
  readonly paths: readonly string[];
  /** The messages are the user's own: all of them should go. */
  readonly own: boolean;
}

/** What `npm start -- --help` prints. */
export const startUsage = `Starts Mailchute on this machine, sends mails through it and shows them.

  npm start                      sends the samples of local/samples
  npm start -- invoice.eml dir   sends your own messages: files, or folders of .eml files
  npm start -- --once            ends when all is sent; exit code 1 when something that should go did not`;

const samples = join(import.meta.dirname, 'samples');

/** Reads the arguments. Throws a TypeError that names an unknown one. */
export function readStartWish(args: readonly string[]): StartWish {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      once: { type: 'boolean', default: false },
    },
  });
  const own = positionals.length > 0;
  return { ...values, own, paths: own ? positionals : [samples] };
}
