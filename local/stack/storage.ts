import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

/** Where each of Azurite's services listens, as TCP ports; 0 takes a free one. */
export interface StoragePorts {
  readonly blob: number;
  readonly queue: number;
  readonly table: number;
}

/** A running Azurite: Azure Storage on this machine, kept in memory. */
export interface LocalStorage {
  readonly ports: StoragePorts;
  readonly connectionString: string;
  close(): Promise<void>;
}

const services = ['blob', 'queue', 'table'] as const;

/** The ports Azurite and `UseDevelopmentStorage=true` go by. */
export const defaultStoragePorts: StoragePorts = { blob: 10_000, queue: 10_001, table: 10_002 };

/** Azurite's public, well-known key: no secret (Azurite README). */
const wellKnownKey =
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** Starts Azurite as a child process. Rejects with its output when it ends before it listens. */
export async function startStorage(wanted: StoragePorts): Promise<LocalStorage> {
  const child = fork(
    createRequire(import.meta.url).resolve('azurite/dist/src/azurite.js'),
    [
      ...services.flatMap((name) => [`--${name}Port`, String(wanted[name])]),
      '--inMemoryPersistence',
      '--skipApiVersionCheck',
      '--disableTelemetry',
      '--silent', // no line for every request; where it listens is still told
    ],
    {
      execArgv: ['--import', new URL('exitWithParent.ts', import.meta.url).href],
      silent: true,
      // A process group of its own: Ctrl-C must not end the store while the functions still finish their work.
      detached: true,
    },
  );
  const ports = await listening(child);
  return {
    ports,
    connectionString: storageConnectionString(ports),
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL'); // all is in memory: there is nothing to save, and its own shutdown takes seconds
      await exited;
    },
  };
}

/** The ports as Azurite prints them. */
function listening(child: ChildProcess): Promise<StoragePorts> {
  const { promise, resolve, reject } = Promise.withResolvers<StoragePorts>();
  const found: Partial<Record<keyof StoragePorts, number>> = {};
  const output: string[] = [];
  const read = (line: string) => {
    output.push(line);
    const [, name, port] =
      /Azurite (\w+) service is successfully listening at \S+:(\d+)/.exec(line) ?? [];
    const service = services.find((one) => one === name?.toLowerCase());
    if (service) found[service] = Number(port);
    const { blob, queue, table } = found;
    if (blob !== undefined && queue !== undefined && table !== undefined)
      resolve({ blob, queue, table });
  };
  for (const input of [child.stdout, child.stderr]) {
    if (input) createInterface({ input }).on('line', read);
  }
  child.once('exit', () => {
    reject(new Error(`Azurite ended before it listened:\n${output.join('\n')}`));
  });
  return promise;
}

/** How clients reach a local Azurite on these ports. */
export function storageConnectionString({ blob, queue, table }: StoragePorts): string {
  const account = 'devstoreaccount1';
  const endpoint = (port: number) => `http://127.0.0.1:${port}/${account}`;
  return [
    'DefaultEndpointsProtocol=http',
    `AccountName=${account}`,
    `AccountKey=${wellKnownKey}`,
    `BlobEndpoint=${endpoint(blob)}`,
    `QueueEndpoint=${endpoint(queue)}`,
    `TableEndpoint=${endpoint(table)}`,
  ].join(';');
}
