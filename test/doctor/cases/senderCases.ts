import { groupFor } from '../../../local/graph/groups/group.ts';
import { tenantGroup } from '../../../local/stack/tenant.ts';
import { examinedGraph } from '../../../shared/doctor/examinedGraph.ts';
import { graphClient } from '../../../shared/graph/client.ts';
import type { RunReport } from '../../../shared/senders/sync/rows.ts';
import { runReport } from '../../cli/senderRows.ts';
import { notedWaits } from '../../graph/directory.ts';
import { answering, graphServer } from '../../graph/graphServer.ts';
import { freshSenderStore, seededStore } from '../../support/senders.ts';
import { otherStores, shiftedClock, support } from '../diagnosis.ts';
import type { Case } from './case.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

async function lastRun(outcome: RunReport['outcome']) {
  const senders = await seededStore({ [support]: 'id' }, Date.now());
  await senders.writeReport(runReport({ outcome, text: 'The text of the report.' }));
  return { senders };
}

/** A firewall that answers in Graph's place. */
async function firewall() {
  const { url } = await graphServer(answering(403, '<html>Blocked by the firewall.</html>'));
  const address = { endpoint: url, version: 'v1.0' };
  return examinedGraph(graphClient(address, undefined), address, undefined, notedWaits());
}

/** Graph, its clock, the group and the list that is made from it. */
export const senderCases: readonly Case[] = [
  [
    'a firewall that answers in place of Graph',
    { functions: async () => ({ graph: await firewall() }) },
    ['GraphNotReached', 'ClockUnknown', 'GroupUnreadable'],
  ],
  [
    'the clock is two minutes ahead',
    { functions: () => ({ clock: shiftedClock(2 * minuteMs) }) },
    ['ClockOff'],
  ],
  [
    'the clock is three days ahead, so the list looks old',
    { functions: () => ({ clock: shiftedClock(3 * dayMs) }) },
    ['ClockFarOff', 'ListStale'],
  ],
  [
    'a group that is not there',
    { env: { SENDER_GROUP: 'Nobody' } },
    ['GroupNotFound', 'ListOfOtherGroup'],
  ],
  [
    'two groups of one name',
    {
      tenant: (graph) =>
        graph.setGroups([tenantGroup, groupFor(tenantGroup.displayName, [], { id: 'other' })]),
    },
    ['GroupAmbiguous'],
  ],
  [
    'an empty group that is not mail-enabled',
    { tenant: (graph) => graph.setGroups([{ ...tenantGroup, mailEnabled: false, memberIds: [] }]) },
    ['GroupEmpty', 'GroupNotMailEnabled'],
  ],
  [
    'members come without their addresses',
    { tenant: (graph) => graph.setBehaviour({ directoryReading: 'idsOnly' }) },
    ['MembersHidden', 'NoAllowedMailbox'],
  ],
  [
    'the directory may not be read',
    { tenant: (graph) => graph.setBehaviour({ directoryReading: 'forbidden' }) },
    ['GroupUnreadable'],
  ],
  [
    'a list that was never made',
    { functions: async (deps) => otherStores(deps, { senders: await freshSenderStore() }) },
    ['ListMissing'],
  ],
  [
    'a sync that was refused',
    { functions: async (deps) => otherStores(deps, await lastRun('refused')) },
    ['LastSyncRefused'],
  ],
  [
    'a sync that failed',
    { functions: async (deps) => otherStores(deps, await lastRun('failed')) },
    ['LastSyncFailed'],
  ],
  [
    'a check that fails by itself',
    {
      functions: ({ graph }) => ({
        graph: { ...graph, serverTime: () => Promise.reject(new Error('Out of memory.')) },
      }),
    },
    ['CheckFailed', 'QueueReady'],
  ],
];
