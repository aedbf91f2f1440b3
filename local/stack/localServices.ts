import type { SettingName } from '../../shared/settings.ts';
import type { SimulatedMailbox } from '../graph/mailboxes/mailbox.ts';
import { type GraphSimulator, startGraph } from '../graph/startGraph.ts';
import type { QueuesFile } from '../servicebus/queueSettings.ts';
import { type ServiceBus, startServiceBus } from '../servicebus/serviceBus.ts';
import { portOrAny } from './freePort.ts';
import { localSync } from './localSync.ts';
import { makeStores, noteProbe } from './seed.ts';
import { defaultStoragePorts, type LocalStorage, startStorage } from './storage.ts';
import { syncNow } from './syncNow.ts';
import { tenantGroup, tenantMailboxes } from './tenant.ts';

/** The ports people know these services by; a taken one moves to a free one. */
const usualPorts = { serviceBus: 5672, graph: 8025, ...defaultStoragePorts } as const;

/** Settings as the functions and the command line read them. */
export type LocalSettings = Partial<Record<SettingName | 'AzureWebJobsStorage', string>>;

/** Everything that Mailchute needs around it, on this machine. */
export interface LocalServices {
  readonly storage: LocalStorage;
  readonly serviceBus: ServiceBus;
  /** Undefined when an endpoint of the environment is used instead. */
  readonly graph: GraphSimulator | undefined;
  readonly settings: LocalSettings;
  /** Gives the simulated tenant mailboxes that may send. */
  addMailboxes(mailboxes: readonly SimulatedMailbox[]): Promise<void>;
  close(): Promise<void>;
}

/** How to start the services. Tests take any ports and queues with short locks. */
export interface LocalServicesOptions {
  readonly anyPorts?: boolean;
  readonly queues?: QueuesFile;
  /** A Graph endpoint to use instead of the simulator. */
  readonly graphEndpoint?: string | undefined;
}

/** Starts Azurite, the Service Bus emulator and the Graph simulator with its inbox page, and seeds a small tenant. */
export async function startLocalServices({
  anyPorts = false,
  queues,
  graphEndpoint,
}: LocalServicesOptions = {}): Promise<LocalServices> {
  const port = async (name: keyof typeof usualPorts) =>
    anyPorts ? 0 : await portOrAny(usualPorts[name]);
  const running: { close(): Promise<void> }[] = [];
  let closing = false;
  const started = async <T extends { close(): Promise<void> }>(
    starting: Promise<T>,
  ): Promise<T> => {
    const service = await starting;
    if (closing)
      await service.close(); // another one failed meanwhile
    else running.push(service);
    return service;
  };
  const close = async () => {
    closing = true;
    await Promise.all(running.splice(0).map((service) => service.close()));
  };
  const ports = {
    serviceBus: await port('serviceBus'),
    graph: await port('graph'),
    blob: await port('blob'),
    queue: await port('queue'),
    table: await port('table'),
  };
  try {
    const [storage, serviceBus, graph] = await Promise.all([
      started(startStorage(ports)),
      started(startServiceBus({ port: ports.serviceBus, ...(queues && { queues }) })),
      graphEndpoint === undefined
        ? started(
            startGraph({ port: ports.graph, mailboxes: tenantMailboxes, groups: [tenantGroup] }),
          )
        : undefined,
    ]);
    const addMailboxes = async (mailboxes: readonly SimulatedMailbox[]) => {
      if (!graph) return;
      const ids = mailboxes.map(({ id }) => id);
      graph.addMailboxes(mailboxes);
      graph.addMembers(tenantGroup.id, ids);
      await syncNow(localSync(storage.connectionString, graph.url, tenantGroup.displayName));
    };
    await makeStores(storage.connectionString);
    if (graph) await noteProbe(storage.connectionString);
    await addMailboxes([]);
    const settings: LocalSettings = {
      AzureWebJobsStorage: storage.connectionString,
      ServiceBus: serviceBus.connectionString,
      Storage: storage.connectionString,
      GRAPH_ENDPOINT: graph?.url ?? graphEndpoint ?? '',
      ...(graph && { GRAPH_CREDENTIAL: 'none', SENDER_GROUP: tenantGroup.displayName }),
      // Another endpoint has other people: all of them may send unless the environment says who.
      ...(!graph && !process.env['SENDER_MODE'] && { SENDER_MODE: 'any' }),
      REPLY_QUEUES: 'replies',
    };
    return { storage, serviceBus, graph, settings, addMailboxes, close };
  } catch (error) {
    await close();
    throw error;
  }
}
