import { onTestFinished } from 'vitest';
import { MailQueue } from '../../clients/node/index.ts';
import type { HostProcess } from '../../local/host/hostProcess.ts';
import { awaitOutcomes } from '../../local/mails/awaitOutcomes.ts';
import { type StackOptions, startFunctions, startStack } from '../../local/stack/stack.ts';
import { quickApp } from '../support/buildOnce.ts';
import { noRate } from '../support/noRate.ts';

/** Locks short enough that a test can wait for one; the real client flakes below 3 s. */
const queues = {
  mail: {
    lockDurationMs: 3000,
    maxDeliveryCount: 10,
    duplicateDetectionWindowMs: 600_000,
    deadLetterOnExpiration: true,
  },
  replies: {},
};

/** The whole of Mailchute as `npm start` runs it, on ports of its own, with everything the functions print. */
export async function startLiveStack(options: StackOptions = {}) {
  const env = { ...noRate, ...options.env };
  const stackOptions = { anyPorts: true, queues, root: quickApp, ...options, env };
  const stack = await startStack(stackOptions);
  const { services, ledger } = stack;
  const { graph } = services;
  if (!graph) throw new Error('The test needs the Graph simulator.');
  const serviceBus = services.serviceBus.connectionString;
  const queue = new MailQueue({ serviceBus, storage: services.storage.connectionString });
  const output: string[] = [];
  const hosts: HostProcess[] = [];
  const watch = (host: HostProcess) => {
    hosts.push(host);
    host.onLine(({ text }) => output.push(text));
  };
  watch(stack.host);
  onTestFinished(async () => {
    await queue.close();
    await Promise.all(hosts.map((host) => host.kill()));
    await services.close();
  });
  return {
    services,
    graph,
    ledger,
    queue,
    /** Every line that the functions processes have printed. */
    output,
    kill: () => hosts.at(-1)?.kill(),
    /** As the platform stops an instance: no new work, then the end. */
    stop: () => hosts.at(-1)?.stop(),
    restart: async () => watch(await startFunctions(services, stackOptions)),
    /** The rows of jobs once each has its end. */
    ends: (jobIds: readonly string[], withinMs = 40_000) =>
      awaitOutcomes(jobIds, ledger, { withinMs }),
  };
}
