import { createContainer } from './amqp/container.ts';
import { type ConnectionSizes, type Listener, listen } from './amqp/listener.ts';
import { type Clock, systemClock } from './broker/clock.ts';
import { Namespace } from './broker/namespace.ts';
import type { QueueCounts, QueueSizes } from './broker/queue.ts';
import { checkQueues, ownQueuesFile, type QueuesFile, readQueuesFile } from './queueSettings.ts';

export interface ServiceBusOptions {
  /** Address to listen on; only this computer's by default. */
  readonly host?: string;
  /** 0 for any free port. Clients look for 5672 when their connection string names none. */
  readonly port?: number;
  /** Instead of those in queues.json. */
  readonly queues?: QueuesFile;
  readonly clock?: Clock;
}

/** A running emulator. */
export interface ServiceBus {
  readonly port: number;
  /** For the clients of every language; the port is in it. */
  readonly connectionString: string;
  /** What each queue holds, by its name. */
  counts(): Record<string, QueueCounts>;
  /** What the emulator itself keeps in memory; after hours of use it is what it was before. */
  inspect(): ServiceBusSizes;
  /** Drops every connection, frees the port and forgets every message. */
  close(): Promise<void>;
}

export interface ServiceBusSizes extends ConnectionSizes {
  /** By queue name; a dead-letter sub-queue is named `<queue>/$deadletterqueue`. */
  readonly queues: Readonly<Record<string, QueueSizes>>;
}

/** Another process listens there: choose another port, or 0 for any. `cause` is Node's own error. */
class PortTaken extends Error {
  override readonly name = 'PortTaken';
  readonly code = 'EADDRINUSE';
}

/** Azure's port for AMQP without TLS, which the clients use with UseDevelopmentEmulator=true. */
export const defaultPort = 5672;

/**
 * Starts an Azure Service Bus namespace in this process, in memory: queues with their dead-letter
 * sub-queues over AMQP 1.0. Rejects with PortTaken (its `code` is EADDRINUSE), or QueueSettingsError for wrong `queues`.
 */
export async function startServiceBus(options: ServiceBusOptions = {}): Promise<ServiceBus> {
  const { host = '127.0.0.1', port = defaultPort, queues, clock = systemClock } = options;
  const settings = queues ? checkQueues(queues) : readQueuesFile(ownQueuesFile);
  const namespace = new Namespace(settings, clock);
  const listener = await openPort(namespace, host, port);
  return {
    port: listener.port,
    connectionString: connectionString(listener.port),
    counts: () => byName(namespace.queues, (queue) => queue.counts()),
    inspect: () => {
      const all = namespace.queues.flatMap((queue) => [queue, queue.deadLetters ?? queue]);
      return { ...listener.sizes(), queues: byName(all, (queue) => queue.sizes()) };
    },
    close: async () => {
      await listener.close();
      namespace.stop();
    },
  };
}

async function openPort(namespace: Namespace, host: string, port: number): Promise<Listener> {
  try {
    return await listen(createContainer(namespace), host, port);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const where = `${host}:${port}`;
    if (code !== 'EADDRINUSE') {
      throw new Error(`The Service Bus emulator cannot listen on ${where} (${code}).`, { cause });
    }
    throw new PortTaken(
      `The Service Bus emulator cannot listen on ${where}: the port is taken. Stop what listens there, or choose another port (0 for any).`,
      { cause },
    );
  }
}

/** The key is a placeholder of the form the clients expect: the emulator accepts any. */
const connectionString = (port: number): string =>
  `Endpoint=sb://localhost:${port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;`;

const byName = <Q extends { readonly name: string }, V>(
  queues: readonly Q[],
  read: (queue: Q) => V,
): Record<string, V> => Object.fromEntries(queues.map((queue) => [queue.name, read(queue)]));
