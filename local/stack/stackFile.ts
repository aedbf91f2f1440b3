import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalSettings } from './localServices.ts';

/** Below the working folder, which npm's scripts set to the repository's. */
const folder = '.mailchute';
const file = join(folder, 'stack.json');

/** Notes where the local stack listens, so that the command line finds it without options. Ports may not be the usual ones. */
export async function noteStack(settings: LocalSettings): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(file, `${JSON.stringify(settings, undefined, 2)}\n`);
}

/** Removes the note; nothing is wrong when there is none. */
export async function forgetStack(): Promise<void> {
  await rm(file, { force: true });
}

/** The settings of the stack that runs on this machine, or undefined when none was noted. */
export async function readStack(): Promise<LocalSettings | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as LocalSettings;
  } catch {
    return undefined;
  }
}
