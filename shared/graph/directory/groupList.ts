import type { Client } from '@microsoft/microsoft-graph-client';
import type { GraphAddress } from '../client.ts';
import { type JsonObject, textOf } from '../jsonObject.ts';
import { askBatch } from './directoryBatch.ts';
import { directoryLimits, runLimits } from './directoryLimits.ts';
import { idOf, readPages } from './directoryPages.ts';
import { DirectoryRequests } from './directoryRequests.ts';
import type { WaitClock } from './patience.ts';
import { failedRead, strangeAnswer } from './unreadable.ts';

/** One group of the tenant. */
export interface ListedGroup {
  /** Object id. */
  readonly id: string;
  readonly displayName: string;
  readonly mail: string | undefined;
  readonly kind: 'Microsoft 365' | 'mail-enabled security' | 'security' | 'distribution';
  /** Direct members of every type; undefined where they may not be counted. */
  readonly memberCount: number | undefined;
}

const what = 'the groups of the tenant';
const first = {
  path: '/groups',
  query: `$select=id,displayName,mail,mailEnabled,securityEnabled,groupTypes&$top=${directoryLimits.groupsPerPage}`,
};

/**
 * Every group of the tenant, in the order of Graph, a few at a time as they are counted. Throws `DirectoryUnreadable`: what
 * came until then is not all.
 */
export async function* listGroups(
  client: Client,
  address: GraphAddress,
  clock: WaitClock,
): AsyncGenerator<ListedGroup> {
  const requests = new DirectoryRequests(client, address, runLimits, clock);
  const perBatch = directoryLimits.requestsPerBatch;
  for await (const page of readPages(requests, what, first)) {
    if (page.kind === 'refused') throw failedRead(what, page);
    for (let start = 0; start < page.items.length; start += perBatch) {
      yield* await countMembers(requests, page.items.slice(start, start + perBatch));
    }
  }
}

async function countMembers(
  requests: DirectoryRequests,
  groups: readonly JsonObject[],
): Promise<readonly ListedGroup[]> {
  const ids = groups.map((group) => idOf(what, group));
  const counts = await askBatch(
    requests,
    ids.map((id) => ({
      path: `/groups/${encodeURIComponent(id)}/members/$count`,
      headers: { ConsistencyLevel: 'eventual' },
    })),
  );
  return groups.map((group, index) => {
    const count = counts[index];
    if (count?.kind === 'noAnswer') throw failedRead('the number of members', count);
    return {
      id: ids[index] ?? '',
      displayName: textOf(group['displayName']) ?? '',
      mail: textOf(group['mail']),
      kind: kindOf(group),
      memberCount: count?.kind === 'found' ? readCount(count.body) : undefined,
    };
  });
}

function kindOf({ groupTypes, mailEnabled, securityEnabled }: JsonObject): ListedGroup['kind'] {
  if (Array.isArray(groupTypes) && groupTypes.includes('Unified')) return 'Microsoft 365';
  if (mailEnabled !== true) return 'security';
  return securityEnabled === true ? 'mail-enabled security' : 'distribution';
}

/** The count is `text/plain`, and a batch writes what is no JSON as a text, or in base64 (json-batching.md). */
function readCount(body: unknown): number {
  const text = typeof body === 'number' ? String(body) : (textOf(body)?.trim() ?? '');
  const digits = /^\d+$/.test(text) ? text : Buffer.from(text, 'base64').toString('latin1');
  if (!/^\d{1,9}$/.test(digits)) throw strangeAnswer('the number of members', 'it is no number');
  return Number(digits);
}
