import type { Client } from '@microsoft/microsoft-graph-client';
import type { GroupReader } from '../../senders/sync/groupReader.ts';
import type { GraphAddress } from '../client.ts';
import { runLimits } from './directoryLimits.ts';
import { DirectoryRequests } from './directoryRequests.ts';
import { findGroup } from './findGroup.ts';
import { linkFromNow, readChanges } from './groupChanges.ts';
import { readManagers } from './groupManagers.ts';
import { readMembers } from './groupMembers.ts';
import type { WaitClock } from './patience.ts';
import { readUsers } from './usersById.ts';

/** Reads the sender group from Microsoft Graph, for one run: it counts its requests, a batch as one. */
export function graphGroupReader(
  client: Client,
  address: GraphAddress,
  clock: WaitClock,
): GroupReader {
  const requests = new DirectoryRequests(client, address, runLimits, clock);
  return {
    find: (idOrName) => findGroup(requests, idOrName),
    linkFromNow: (groupId) => linkFromNow(requests, groupId),
    members: (groupId) => readMembers(requests, groupId),
    managers: (groupId) => readManagers(requests, groupId),
    changes: (link) => readChanges(requests, link),
    users: (ids) => readUsers(requests, ids),
    requestCount: () => requests.count,
  };
}
