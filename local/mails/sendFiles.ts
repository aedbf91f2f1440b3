import { randomUUID } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { MailQueue } from '../../clients/node/index.ts';
import { prepareMail } from '../../shared/mime/prepareMail.ts';

/** A message of a file, and the job it was enqueued as. */
export interface SentFile {
  readonly name: string;
  readonly jobId: string;
  /** As read by the strict rule; undefined when it is refused. */
  readonly from: string | undefined;
  readonly recipientCount: number | undefined;
}

/** A path on the command line holds no message. */
export class NoMailFile extends Error {
  override readonly name = 'NoMailFile';
}

/** A message in a file. */
export interface MailFile {
  readonly name: string;
  readonly mime: Buffer;
}

/** Reads messages: each path is a file, or a folder whose `.eml` files are taken in the order of their names. */
export async function readMailFiles(paths: readonly string[]): Promise<readonly MailFile[]> {
  const files = (await Promise.all(paths.map(expand))).flat();
  return Promise.all(
    files.map(async (path) => ({ name: basename(path), mime: await readFile(path) })),
  );
}

async function expand(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw new NoMailFile(
      `Cannot read ${path} (${cause.code}). Name .eml files, or folders with some.`,
      { cause },
    );
  });
  if (!found.isDirectory()) return [path];
  const names = (await readdir(path))
    .filter((name) => extname(name).toLowerCase() === '.eml')
    .sort();
  if (names.length > 0) return names.map((name) => join(path, name));
  throw new NoMailFile(`The folder ${path} has no .eml files. Name files, or a folder with some.`);
}

/** Who a message says it is from, and how many it goes to, as Mailchute reads it. */
export function senderOf({ mime }: MailFile): { from: string; recipientCount: number } | undefined {
  const prepared = prepareMail(mime, { fallbackMessageIdLocalPart: 'local' });
  if (prepared.kind === 'refused') return undefined;
  return { from: prepared.from, recipientCount: prepared.recipients.length };
}

/** Enqueues a message under an id made from its file's name. */
export async function enqueueFile(file: MailFile, queue: MailQueue): Promise<SentFile> {
  const stem = basename(file.name, extname(file.name))
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, 60);
  const jobId = `${stem || 'mail'}-${randomUUID().slice(0, 8)}`;
  await queue.send(file.mime, { id: jobId, producer: 'npm start' });
  const sender = senderOf(file);
  return { name: file.name, jobId, from: sender?.from, recipientCount: sender?.recipientCount };
}
