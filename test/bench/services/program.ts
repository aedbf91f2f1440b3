import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A program of this repository that runs as a child of this process. */
export interface Program {
  readonly pid: number;
  /** The line of JSON it printed when it was ready. */
  readonly ready: unknown;
  close(): Promise<void>;
}

const exitWithParent = new URL('../../../local/stack/exitWithParent.ts', import.meta.url).href;

/**
 * Runs a TypeScript file with Node and waits for its first line, which is JSON. Rejects when it ends before that; what it
 * writes to standard error is shown.
 */
export async function startProgram(file: URL, args: readonly string[]): Promise<Program> {
  const child = spawn(process.execPath, ['--import', exitWithParent, file.pathname, ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const exited = once(child, 'close');
  const firstLine = lineOf(child);
  const [line] = await Promise.race([firstLine, exited]);
  if (typeof line !== 'string') throw new Error(`${file.pathname} ended before it was ready.`);
  return {
    pid: child.pid ?? 0,
    ready: JSON.parse(line),
    async close() {
      child.kill('SIGKILL'); // all is in memory: nothing to save
      await exited;
    },
  };
}

async function lineOf({ stdout }: ChildProcess): Promise<readonly unknown[]> {
  return stdout ? once(createInterface({ input: stdout }), 'line') : [];
}
