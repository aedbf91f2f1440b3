import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { QueueCounts } from '../../local/servicebus/broker/queue.ts';
import { startServiceBus } from '../../local/servicebus/serviceBus.ts';

/** What the emulator's process holds at a moment. */
export interface Health {
  readonly counts: QueueCounts | undefined;
  readonly rssMegabytes: number;
  readonly heapMegabytes: number;
  readonly buffersMegabytes: number;
  readonly connections: number;
  readonly deliveries: number;
}

/** The emulator in a process of its own, with one queue `soak` whose locks are short. */
export interface SoakEmulator {
  readonly connectionString: string;
  health(): Promise<Health>;
  stop(): void;
}

export async function startSoakEmulator(): Promise<SoakEmulator> {
  const child = fork(fileURLToPath(import.meta.url), ['emulate']);
  const [connectionString] = (await once(child, 'message')) as [string];
  return {
    connectionString,
    health: () => ask(child),
    stop: () => void child.kill(),
  };
}

async function ask(child: ChildProcess): Promise<Health> {
  child.send('health');
  const [health] = (await once(child, 'message')) as [Health];
  return health;
}

async function emulate(): Promise<void> {
  const queues = { soak: { lockDurationMs: 2_000, maxDeliveryCount: 10 } };
  const serviceBus = await startServiceBus({ port: 0, queues });
  process.on('message', () => {
    const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
    const { connections, deliveries } = serviceBus.inspect();
    const health: Health = {
      counts: serviceBus.counts()['soak'],
      rssMegabytes: rss >> 20,
      heapMegabytes: heapUsed >> 20,
      buffersMegabytes: arrayBuffers >> 20,
      connections,
      deliveries,
    };
    process.send?.(health);
  });
  process.send?.(serviceBus.connectionString);
}

if (process.argv[2] === 'emulate') await emulate();
