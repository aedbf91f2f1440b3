import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FunctionSummary, RefusedFunction } from './hostEvent.ts';
import { type OutputLine, ProcessOutput } from './processOutput.ts';

/** How to start a host as a process of its own. */
export interface HostProcessOptions {
  /** The app's folder. */
  readonly root: string;
  /** The whole environment of the process: spread `process.env` into it where the app should see that too. */
  readonly env: NodeJS.ProcessEnv;
  /** Port for HTTP functions; 0 = any free one. */
  readonly port: number;
  /** `inherit` also copies what it writes to our own output. */
  readonly stdio?: 'pipe' | 'inherit';
}

/** How a host ended. */
export interface HostExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A functions host that runs as a child of this process. */
export interface HostProcess {
  readonly pid: number;
  readonly port: number;
  readonly functions: readonly FunctionSummary[];
  readonly refused: readonly RefusedFunction[];
  /** Resolves when the process has ended, however it did. */
  readonly exited: Promise<HostExit>;
  /** Lets running functions end, then ends the process. */
  stop(): Promise<HostExit>;
  /** Ends the process on the spot (SIGKILL), as a crash of the machine would. */
  kill(): Promise<HostExit>;
  /** Calls back for every line of host and app: those written before, then each new one. */
  onLine(callback: (line: OutputLine) => void): void;
}

const mainFile = fileURLToPath(new URL('main.ts', import.meta.url));

/**
 * Starts the host; resolves when its functions listen. Rejects with its output when it ends before that.
 * It stops by itself when this process ends.
 */
export async function startHost(options: HostProcessOptions): Promise<HostProcess> {
  const { root, env, port, stdio = 'pipe' } = options;
  const child = spawn(process.execPath, [mainFile, '--root', root, '--port', String(port)], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output = new ProcessOutput(child, { copy: stdio === 'inherit' });
  const exited = once(child, 'close').then(([code, signal]): HostExit => ({ code, signal }));

  const ready = await Promise.race([readiness(child), exited]);
  if (!('ready' in ready)) {
    const how = ready.signal ? `signal ${ready.signal}` : `exit code ${ready.code}`;
    throw new Error(`The functions host ended before it was ready (${how}):\n${output.text()}`);
  }
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return exited;
  };
  return {
    pid: child.pid ?? 0,
    port: ready.port,
    functions: ready.functions,
    refused: ready.refused,
    exited,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    onLine: (callback) => output.onLine(callback),
  };
}

/** The message main.ts sends when its functions listen. */
interface Ready {
  readonly ready: true;
  readonly port: number;
  readonly functions: readonly FunctionSummary[];
  readonly refused: readonly RefusedFunction[];
}

async function readiness(child: ChildProcess): Promise<Ready> {
  const [message] = await once(child, 'message');
  return message as Ready;
}
