import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { SendOptions } from '../clients/node/index.ts';
import { priorities } from '../shared/job/job.ts';
import { readArguments } from './arguments.ts';
import type { Connection } from './connection.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { UsageError } from './usageError.ts';

/** `mailchute send FILE|-`: enqueues the MIME message of a file or of standard input, and prints the id of its job. */
export async function send(args: readonly string[], connection: Connection): Promise<ExitCode> {
  const { value: path, options } = readArguments(args, 'FILE, or - for standard input', {
    id: { type: 'string' },
    mailbox: { type: 'string' },
    recipients: { type: 'string' },
    priority: { type: 'string' },
    'not-after': { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const { id, mailbox, recipients, priority } = options;
  const notAfter = options['not-after'];
  const wish: SendOptions = {
    producer: 'mailchute send',
    ...(id !== undefined && { id }),
    ...(mailbox !== undefined && { mailbox }),
    ...(recipients !== undefined && { recipients: recipients.split(',').map((one) => one.trim()) }),
    ...(priority !== undefined && { priority: priorityOf(priority) }),
    ...(notAfter !== undefined && { notAfter: timeOf(notAfter) }),
  };
  const mime = path === '-' ? await buffer(process.stdin) : await readFile(path);
  const sent = await connection.mailQueue().send(mime, wish);
  console.log(options.json ? JSON.stringify(sent) : `Enqueued as ${sent.id}`);
  return exitCodes.ok;
}

function priorityOf(text: string) {
  const priority = priorities.find((one) => one === text);
  if (priority) return priority;
  throw new UsageError(`--priority is "${text}". Allowed: ${priorities.join(', ')}.`);
}

function timeOf(text: string): Date {
  const time = new Date(text);
  if (!Number.isNaN(time.getTime())) return time;
  throw new UsageError(
    `--not-after is "${text}". Allowed: ISO 8601, such as 2026-11-21T16:00:00Z.`,
  );
}
