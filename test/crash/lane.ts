import { ServiceBusClient } from '@azure/service-bus';
import { BlobServiceClient } from '@azure/storage-blob';
import { MailQueue, type SendOptions } from '../../clients/node/index.ts';
import { type GraphSimulator, startGraph } from '../../local/graph/startGraph.ts';
import { type HostProcess, startHost } from '../../local/host/hostProcess.ts';
import type { QueueCounts } from '../../local/servicebus/broker/queue.ts';
import type { LocalServices } from '../../local/stack/localServices.ts';
import { localTable } from '../../local/stack/seed.ts';
import { tenantMailboxes } from '../../local/stack/tenant.ts';
import { blobParkedBodies, type ParkedBodies } from '../../shared/bodies/parkedBodies.ts';
import { writeJob } from '../../shared/job/writeJob.ts';
import type { Ledger } from '../../shared/ledger/ledger.ts';
import type { Problems } from '../../shared/ledger/problems.ts';
import { tableLedger } from '../../shared/ledger/tableLedger.ts';
import { tableProblems } from '../../shared/ledger/tableProblems.ts';
import { storeNames } from '../../shared/storeNames.ts';
import { noRate } from '../support/noRate.ts';
import { compileCache, crashApp } from './crashApp.ts';

/** Room for one cell at a time: queues and a Graph of its own, in stores that are shared, where job ids keep cells apart. */
export interface Lane {
  readonly graph: GraphSimulator;
  readonly ledger: Ledger;
  readonly parked: ParkedBodies;
  readonly problems: Problems;
  readonly replyQueue: string;
  /** Enqueues as the client does, and tells the name of the claim check, if one was made. */
  enqueue(mime: Uint8Array, options: SendOptions & { id: string }): Promise<string | undefined>;
  /** Enqueues with the body in the message, however large. */
  enqueueInline(mime: Uint8Array, options: SendOptions & { id: string }): Promise<void>;
  /** Moves so many waiting messages to the dead-letter queue. */
  deadLetter(count: number): Promise<void>;
  counts(): QueueCounts;
  /** Empties the mail queue for the next cell. Rejects when that takes too long. */
  purge(): Promise<void>;
  /** Takes what lies in the reply queue: the states that were told, by job id. */
  takeOutcomes(): Promise<ReadonlyMap<string, readonly string[]>>;
  hasClaimCheck(name: string): Promise<boolean>;
  /** A functions process for this lane's queue. `env`: settings over the usual ones. */
  startFunctions(env: Readonly<Record<string, string>>): Promise<HostProcess>;
  close(): Promise<void>;
}

/** Opens the lane of this name, on services that have its queues. */
export async function startLane(name: string, services: LocalServices): Promise<Lane> {
  const { connectionString } = services.storage;
  const mailQueue = `mail-${name}`;
  const replyQueue = `replies-${name}`;
  const serviceBus = services.serviceBus.connectionString;
  const client = new ServiceBusClient(serviceBus);
  const sender = client.createSender(mailQueue);
  const producer = new MailQueue({ serviceBus, storage: connectionString, queue: mailQueue });
  const blobs = BlobServiceClient.fromConnectionString(connectionString);
  const claimChecks = blobs.getContainerClient(storeNames.containers.jobs);
  const graph = await startGraph({ port: 0, mailboxes: tenantMailboxes });
  return {
    graph,
    ledger: tableLedger(localTable(connectionString, storeNames.tables.ledger)),
    parked: blobParkedBodies(blobs.getContainerClient(storeNames.containers.parked)),
    problems: tableProblems(localTable(connectionString, storeNames.tables.problems)),
    replyQueue,
    enqueue: async (mime, options) => (await producer.send(mime, options)).mimeBlob,
    enqueueInline: (mime, options) =>
      sender.sendMessages(writeJob({ ...options, body: { kind: 'inline', mime } })),
    deadLetter: (count) => deadLetter(client, mailQueue, count),
    counts: () => countsOf(services, mailQueue),
    purge: () => purge(client, mailQueue, () => messageCount(countsOf(services, mailQueue))),
    takeOutcomes: () => takeOutcomes(client, replyQueue, countsOf(services, replyQueue).active),
    hasClaimCheck: (blob) => claimChecks.getBlobClient(blob).exists(),
    startFunctions: (env) =>
      startHost({
        root: crashApp,
        port: 0,
        env: {
          ...process.env,
          ...noRate,
          ...services.settings,
          MAIL_QUEUE: mailQueue,
          REPLY_QUEUES: replyQueue,
          GRAPH_ENDPOINT: graph.url,
          NODE_COMPILE_CACHE: compileCache,
          ...env,
        },
      }),
    async close() {
      await Promise.all([producer.close(), client.close(), graph.close()]);
    },
  };
}

function countsOf({ serviceBus }: LocalServices, queue: string): QueueCounts {
  const counts = serviceBus.counts()[queue];
  if (counts) return counts;
  throw new Error(`The broker has no queue ${queue}.`);
}

/** Messages in any state. */
export function messageCount({ active, scheduled, deferred, deadLettered }: QueueCounts): number {
  return active + scheduled + deferred + deadLettered;
}

/** Looks at the queue before a purge is given up: scheduled and locked messages come up within seconds here. */
const mostPurges = 60;

async function purge(
  client: ServiceBusClient,
  queue: string,
  leftCount: () => number,
): Promise<void> {
  const receiveMode = 'receiveAndDelete';
  const receivers = [
    client.createReceiver(queue, { receiveMode }),
    client.createReceiver(queue, { receiveMode, subQueueType: 'deadLetter' }),
  ];
  for (let tries = 0; leftCount() > 0; tries++) {
    if (tries === mostPurges) throw new Error(`The queue ${queue} cannot be emptied.`);
    for (const receiver of receivers) await receiver.receiveMessages(100, { maxWaitTimeInMs: 500 });
  }
  await Promise.all(receivers.map((receiver) => receiver.close()));
}

async function deadLetter(client: ServiceBusClient, queue: string, count: number): Promise<void> {
  const receiver = client.createReceiver(queue);
  for (let done = 0; done < count; ) {
    const messages = await receiver.receiveMessages(count - done);
    for (const message of messages) await receiver.deadLetterMessage(message);
    done += messages.length;
  }
  await receiver.close();
}

async function takeOutcomes(
  client: ServiceBusClient,
  queue: string,
  count: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const told = new Map<string, readonly string[]>();
  const receiver = client.createReceiver(queue, { receiveMode: 'receiveAndDelete' });
  for (let taken = 0; taken < count; ) {
    const messages = await receiver.receiveMessages(count - taken);
    for (const { applicationProperties = {} } of messages) {
      const jobId = String(applicationProperties['jobId']);
      told.set(jobId, [...(told.get(jobId) ?? []), String(applicationProperties['state'])]);
    }
    taken += messages.length;
  }
  await receiver.close();
  return told;
}
