import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { graphClient } from '../../shared/graph/client.ts';
import { graphGroupReader } from '../../shared/graph/directory/groupReader.ts';
import type { SyncDeps } from '../../shared/senders/sync/syncSenders.ts';
import { tableSenderStore } from '../../shared/senders/tableSenderStore.ts';
import { settings } from '../../shared/settings.ts';
import { storeNames } from '../../shared/storeNames.ts';
import { localTable } from './seed.ts';

/** What the sync needs to read a group of the simulator into the tables of a local Azurite. `group` is its id or name. */
export function localSync(connectionString: string, graphUrl: string, group: string): SyncDeps {
  const { senders, senderAddresses, senderState } = storeNames.tables;
  const address = { endpoint: graphUrl, version: 'v1.0' };
  const client = graphClient(address, undefined);
  const clock = {
    now: () => Date.now(),
    random: () => Math.random(),
    uuid: () => randomUUID(),
    sleep,
  };
  return {
    store: tableSenderStore({
      senders: localTable(connectionString, senders),
      addresses: localTable(connectionString, senderAddresses),
      state: localTable(connectionString, senderState),
    }),
    newReader: () => graphGroupReader(client, address, clock),
    clock,
    group,
    maxRemovalPercent: Number(settings.SENDER_MAX_REMOVAL_PERCENT.fallback),
  };
}
