import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ServiceBusClient } from '@azure/service-bus';
import { onTestFinished } from 'vitest';

/** Starts a client in a process of its own that takes messages and holds them, until it is killed. */
export function startHoldingClient(connectionString: string, queue: string): ChildProcess {
  const child = fork(fileURLToPath(import.meta.url), [connectionString, queue]);
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function hold(connectionString: string, queue: string): Promise<void> {
  const receiver = new ServiceBusClient(connectionString).createReceiver(queue);
  await receiver.receiveMessages(1_000, { maxWaitTimeInMs: 60_000 });
}

const [, self, connectionString, queue] = process.argv;
if (self === fileURLToPath(import.meta.url) && connectionString && queue) {
  await hold(connectionString, queue);
}
