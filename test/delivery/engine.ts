import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { mailboxFor } from '../../local/graph/mailboxes/mailbox.ts';
import { startGraph } from '../../local/graph/startGraph.ts';
import { blobJobBodies } from '../../shared/bodies/jobBodies.ts';
import { blobParkedBodies } from '../../shared/bodies/parkedBodies.ts';
import type { Clock } from '../../shared/clock.ts';
import { type HandleDeps, handleMessage } from '../../shared/delivery/handleMessage.ts';
import type { Source } from '../../shared/delivery/situation.ts';
import { replay } from '../../shared/failed/replay.ts';
import { graphClient } from '../../shared/graph/client.ts';
import { graphMailFinder } from '../../shared/graph/mailFinder.ts';
import { graphMailSender } from '../../shared/graph/mailSender.ts';
import type { JobMessage, OutgoingMessage } from '../../shared/job/message.ts';
import { tableLedger } from '../../shared/ledger/tableLedger.ts';
import { tableProblems } from '../../shared/ledger/tableProblems.ts';
import { mailLog } from '../../shared/maillog/mailLog.ts';
import type { Queue } from '../../shared/queue/queue.ts';
import { FreePacer } from '../support/freePacer.ts';
import { seededDirectory } from '../support/senders.ts';
import { freshContainer, freshTable } from '../support/stores.ts';

/** A tenant whose mailboxes may not be read, and on which absence proves nothing. */
export const cannotRead: Pick<HandleDeps, 'finder' | 'probe'> = {
  finder: { find: async () => ({ kind: 'forbidden' }) },
  probe: { absenceProves: async () => false },
};

/** A message that the engine put on a queue. */
export interface Enqueued {
  readonly queue: string;
  readonly message: OutgoingMessage;
  readonly atMs: number;
}

/** A clock that a test moves. Sleeping moves it. */
export class TestClock implements Clock {
  #nowMs = Date.now(); // the simulator dates mails by the real clock

  now = () => this.#nowMs;
  monotonic = () => this.#nowMs;
  random = () => 0.5;
  uuid = () => randomUUID();
  sleep = async (ms: number) => this.forward(ms);

  forward(ms: number): void {
    this.#nowMs += ms;
  }
}

/** Remembers what was put on queues, and can refuse. */
class RecordingQueue implements Queue {
  readonly enqueued: Enqueued[] = [];
  refuses = false;

  schedule = (message: OutgoingMessage, atMs: number) => this.#take('mail', message, atMs);
  report = (queue: string, message: OutgoingMessage) => this.#take(queue, message, 0);

  async #take(queue: string, message: OutgoingMessage, atMs: number): Promise<void> {
    if (this.refuses) throw new Error('The queue takes nothing.');
    this.enqueued.push({ queue, message, atMs });
  }
}

/**
 * The delivery engine on real stores (Azurite) and a real Graph over HTTP (the simulator), with the queue and the clock in
 * the test's hands. `change` wraps or replaces collaborators.
 */
export async function startEngine(change: (deps: HandleDeps) => Partial<HandleDeps> = () => ({})) {
  const billing = mailboxFor('billing@contoso.example');
  const graph = await startGraph({ port: 0, mailboxes: [billing] });
  onTestFinished(() => graph.close());

  const clock = new TestClock();
  const pacer = new FreePacer();
  const queue = new RecordingQueue();
  const log: string[] = [];
  const problemTable = await freshTable();
  const client = graphClient({ endpoint: graph.url, version: 'v1.0' }, undefined);
  const real: HandleDeps = {
    ledger: tableLedger(await freshTable()),
    problems: tableProblems(problemTable),
    directory: await seededDirectory({ 'billing@contoso.example': billing.id }),
    recipientsAllowed: { addresses: new Set(), domains: new Set() },
    bodies: blobJobBodies(await freshContainer()),
    parked: blobParkedBodies(await freshContainer()),
    queue,
    pacer,
    graph: graphMailSender(client),
    finder: graphMailFinder(client),
    probe: { absenceProves: async () => true },
    clock,
    log: mailLog((_level, line) => log.push(line)),
    contract: { replyQueues: ['replies'] },
    jobLifetimeMs: 48 * 3_600_000,
    onUncertain: 'hold',
    ledgerRetentionMs: 30 * 24 * 3_600_000,
  };
  const deps: HandleDeps = { ...real, ...change(real) };

  return {
    graph,
    clock,
    queue,
    pacer,
    log,
    /** What the engine works with. */
    deps,
    /** The real collaborators, past whatever `change` put before them. */
    ...{ ledger: real.ledger, parked: real.parked, bodies: real.bodies },
    handle: (message: JobMessage, source: Source = 'queue') => handleMessage(message, source, deps),
    row: async (jobId: string) => (await real.ledger.read(jobId))?.row,
    problems: async () => {
      const found: Record<string, unknown>[] = [];
      for await (const one of problemTable.listEntities()) found.push(one);
      return found;
    },
    /** The order of a replay, as it will be received. */
    replayOrder: async (jobId: string): Promise<JobMessage> => {
      await replay(jobId, { sendAgain: false, dryRun: false }, deps);
      return received(queue.enqueued.at(-1)?.message);
    },
    /** The latest wake-up that was scheduled, as it will be received. */
    nextWakeUp: (): JobMessage => received(queue.enqueued.at(-1)?.message),
  };
}

/** An outgoing message as a worker receives it. */
function received(message: OutgoingMessage | undefined): JobMessage {
  if (!message) throw new Error('Nothing was enqueued.');
  return {
    body: message.body,
    messageId: message.messageId,
    contentType: message.contentType,
    correlationId: message.correlationId,
    replyTo: message.replyTo,
    properties: message.applicationProperties,
    sequenceNumber: '43',
    enqueuedAtMs: Date.now() - 60_000,
    expiresAtMs: undefined,
  };
}
