import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';

/** As it is built: what people run. */
const command = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'mailchute.mjs');

/** A folder without a stack, where the command runs and files may be left. */
export const folder = await mkdtemp(join(tmpdir(), 'mailchute-cli-'));

/** Runs the command with these settings and nothing else of this process's environment. */
export async function mailchute(args: readonly string[], env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [command, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [bytes, errors, [code]] = await Promise.all([
    buffer(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  // `text` would take the byte order mark away.
  return { output: bytes.toString(), errors, code };
}
