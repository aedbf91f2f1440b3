import { localSync } from '../../../local/stack/localSync.ts';
import { makeStores, noteProbe } from '../../../local/stack/seed.ts';
import { type LocalStorage, startStorage } from '../../../local/stack/storage.ts';
import { syncNow } from '../../../local/stack/syncNow.ts';
import { startProgram } from './program.ts';
import { Simulator } from './simulator.ts';

/** Everything around the functions, each in a process of its own, so that none of their CPU is taken for Mailchute's. */
export interface Services {
  readonly storage: LocalStorage;
  /** The Service Bus emulator. */
  readonly serviceBus: { readonly connectionString: string; readonly port: number };
  readonly graph: Simulator;
  close(): Promise<void>;
}

/** The group that the simulator puts its `--members` in. */
export const senderGroup = 'Mail senders';

/** Starts Azurite, the Service Bus emulator and the Graph simulator with so many mailboxes, all of which may send. */
export async function startServices(mailboxCount: number): Promise<Services> {
  const [storage, serviceBus, graph] = await Promise.all([
    startStorage({ blob: 0, queue: 0, table: 0 }),
    startProgram(local('servicebus/main.ts'), ['--port', '0', '--json']),
    startProgram(local('graph/main.ts'), ['--port', '0', '--json', '--members', `${mailboxCount}`]),
  ]);
  const { url } = graph.ready as { url: string };
  await makeStores(storage.connectionString);
  await noteProbe(storage.connectionString);
  await syncNow(localSync(storage.connectionString, url, senderGroup));
  return {
    storage,
    serviceBus: serviceBus.ready as Services['serviceBus'],
    graph: new Simulator(url),
    async close() {
      await Promise.all([storage.close(), serviceBus.close(), graph.close()]);
    },
  };
}

const local = (file: string) => new URL(`../../../local/${file}`, import.meta.url);
