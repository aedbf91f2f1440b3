import type { TokenCredential } from '@azure/identity';
import type { Client } from '@microsoft/microsoft-graph-client';
import { blobJobBodies } from './bodies/jobBodies.ts';
import { blobParkedBodies } from './bodies/parkedBodies.ts';
import { containerClients, serviceBusClient, tableClients } from './clients.ts';
import { realClock } from './clock.ts';
import type { Config, SenderConfig, ServiceConfig } from './config.ts';
import { graphToken, identity } from './credentials.ts';
import type { HandleDeps } from './delivery/handleMessage.ts';
import type { HousekeepingDeps } from './delivery/housekeeping.ts';
import { rememberingRefusals } from './delivery/readingRight.ts';
import type { DoctorDeps, DoctorStores } from './doctor/doctorDeps.ts';
import { doctorStores } from './doctor/doctorStores.ts';
import { examinedGraph } from './doctor/examinedGraph.ts';
import type { ReplayDeps } from './failed/replay.ts';
import type { ResolveDeps } from './failed/resolve.ts';
import { graphClient } from './graph/client.ts';
import { type ListedGroup, listGroups } from './graph/directory/groupList.ts';
import { graphGroupReader } from './graph/directory/groupReader.ts';
import { graphUserFinder } from './graph/directory/userFinder.ts';
import { graphMailFinder } from './graph/mailFinder.ts';
import { graphMailSender } from './graph/mailSender.ts';
import type { LedgerScan } from './ledger/ledgerScan.ts';
import type { Probe } from './ledger/probe.ts';
import { tableLedger } from './ledger/tableLedger.ts';
import { tableLedgerScan } from './ledger/tableLedgerScan.ts';
import { tableProbe } from './ledger/tableProbe.ts';
import { tableProblems } from './ledger/tableProblems.ts';
import { type LogSink, mailLog } from './maillog/mailLog.ts';
import type { MailboxStore } from './pacing/mailboxStore.ts';
import { storePacer } from './pacing/storePacer.ts';
import { tableMailboxStore } from './pacing/tableMailboxStore.ts';
import { serviceBusQueueCheck } from './queue/queueCheck.ts';
import { serviceBusQueue } from './queue/serviceBusQueue.ts';
import type { Directory } from './senders/directory.ts';
import { groupDirectory } from './senders/groupDirectory.ts';
import { mailboxDirectory } from './senders/mailboxDirectory.ts';
import type { SenderStore } from './senders/sync/senderStore.ts';
import { type SyncOutcome, type SyncWish, syncSenders } from './senders/sync/syncSenders.ts';
import type { TimedSync } from './senders/syncByTimer.ts';
import { tableSenderStore } from './senders/tableSenderStore.ts';
import { tenantDirectory } from './senders/tenantDirectory.ts';
import { storeNames } from './storeNames.ts';

/** The durable side of Mailchute: ledger, bodies, lists and the queue. */
export interface Stores extends ReplayDeps, ResolveDeps {
  readonly scan: LedgerScan;
  readonly probe: Probe;
  readonly senders: SenderStore;
  readonly mailboxes: MailboxStore;
  readonly doctor: DoctorStores;
  close(): Promise<void>;
}

/** The list of senders, and what it is made from. */
export interface SenderTools {
  readonly store: SenderStore;
  /** One run of the sync. Only in the mode `group`; throws a TypeError in the others. */
  sync(wish: SyncWish): Promise<SyncOutcome>;
  /** Every group of the tenant. */
  groups(): AsyncIterable<ListedGroup>;
}

/** Everything the functions work with. */
export type Runtime = Stores &
  HandleDeps &
  HousekeepingDeps &
  TimedSync & { readonly examination: DoctorDeps };

/** Builds every real client of the functions, once per process. Nothing connects before it is used. */
export function createRuntime(config: Config, sink: LogSink): Runtime {
  const credential = identity(config);
  const token = graphToken(config.graph, credential);
  const graph = graphClient(config.graph, token);
  const log = mailLog(sink);
  const stores = createStores(config, credential);
  const directory = directoryOf(config, stores.senders, graph);
  return {
    ...stores,
    directory,
    examination: {
      settings: config,
      graph: examinedGraph(graph, config.graph, token, realClock),
      stores: { ...stores, ...stores.doctor },
      directory,
      clock: realClock,
    },
    recipientsAllowed: config.recipientsAllowed,
    syncSenders: (wish) => syncOnce(config, stores.senders, graph, wish),
    pacer: storePacer(stores.mailboxes, config.mailboxLimits, realClock),
    graph: graphMailSender(graph),
    finder: rememberingRefusals(graphMailFinder(graph), realClock, log),
    log,
    jobLifetimeMs: config.jobLifetimeMs,
    onUncertain: config.onUncertain,
    ledgerRetentionMs: config.ledgerRetentionMs,
  };
}

/** Builds the clients of the stores and the queue, for the functions and for people's commands. */
export function createStores(config: ServiceConfig, credential: TokenCredential): Stores {
  const table = tableClients(config.storage, credential);
  const container = containerClients(config.storage, credential);
  const serviceBus = serviceBusClient(config.serviceBus, credential);
  const { tables: named, containers: stored } = storeNames;
  return {
    ledger: tableLedger(table(named.ledger)),
    scan: tableLedgerScan(table(named.ledger)),
    problems: tableProblems(table(named.problems)),
    probe: tableProbe(table(named.probes)),
    senders: tableSenderStore({
      senders: table(named.senders),
      addresses: table(named.senderAddresses),
      state: table(named.senderState),
    }),
    mailboxes: tableMailboxStore(table(named.mailboxes)),
    bodies: blobJobBodies(container(stored.jobs)),
    parked: blobParkedBodies(container(stored.parked)),
    queue: serviceBusQueue(serviceBus, config.mailQueue),
    doctor: doctorStores(table, serviceBusQueueCheck(serviceBus, config.mailQueue)),
    contract: { replyQueues: config.replyQueues },
    clock: realClock,
    close: () => serviceBus.close(),
  };
}

/** Builds what people's commands on senders need; Graph is read as `person` where the functions use a managed identity. */
export function createSenderTools(
  { graph: address }: ServiceConfig,
  senders: SenderConfig,
  store: SenderStore,
  person: TokenCredential,
): SenderTools {
  const graph = graphClient(address, graphToken(address, person));
  return {
    store,
    sync: (wish) => syncOnce({ senders, graph: address }, store, graph, wish),
    groups: () => listGroups(graph, address, realClock),
  };
}

function directoryOf(
  { senders, graph: address }: Config,
  store: SenderStore,
  graph: Client,
): Directory {
  switch (senders.mode) {
    case 'group':
      return groupDirectory(store, senders, realClock);
    case 'mailbox':
      return mailboxDirectory(
        senders.mailbox,
        graphUserFinder(graph, address, realClock),
        realClock,
      );
    case 'any':
      return tenantDirectory(graphUserFinder(graph, address, realClock), realClock);
    default:
      return senders satisfies never;
  }
}

function syncOnce(
  { senders, graph: address }: Pick<Config, 'senders' | 'graph'>,
  store: SenderStore,
  graph: Client,
  wish: SyncWish,
): Promise<SyncOutcome> {
  if (senders.mode !== 'group') throw new TypeError(`SENDER_MODE ${senders.mode} has no list.`);
  const newReader = () => graphGroupReader(graph, address, realClock);
  return syncSenders({ ...senders, store, newReader, clock: realClock }, wish);
}
