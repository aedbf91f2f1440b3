import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** Path of a producer that docs/producers.md shows. */
export const producerPath = (file: string): string => join(import.meta.dirname, 'producers', file);

/** Runs a producer in a process of its own. Resolves to what it printed; rejects with its errors when it fails. */
export async function runProducer(
  command: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<string> {
  const child = spawn(command, args, { env: { ...process.env, ...env } });
  const [printed, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${errors}`);
  return printed.trim();
}
