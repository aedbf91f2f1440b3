import { DirectoryUnreadable, type GroupChanges } from '../../senders/sync/groupReader.ts';
import { isObject, type JsonObject } from '../jsonObject.ts';
import type { Refused } from './directoryAnswer.ts';
import { idOf, readPages } from './directoryPages.ts';
import type { DirectoryRequest, DirectoryRequests } from './directoryRequests.ts';
import { filterQuery, filterText } from './filterText.ts';
import { ownLink } from './ownLink.ts';
import { failedRead, strangeAnswer } from './unreadable.ts';

const what = 'the changes of the group';

/** Only what changed, not the whole group again (group-delta.md). */
const headers = { Prefer: 'return=minimal' };

/** A link that will show every change of the direct members from now on. */
export async function linkFromNow(requests: DirectoryRequests, groupId: string): Promise<string> {
  const filter = filterQuery(`id eq ${filterText(groupId)}`);
  const query = `$select=members&${filter}&$deltatoken=latest`;
  const read = await readDelta(requests, { path: '/groups/delta', query, headers });
  if (read.kind === 'refused') throw failedRead(what, read);
  return read.nextLink;
}

/**
 * What changed since a link was given; changes may come again, and an id more than once. A link that is no longer ours, as
 * after another `GRAPH_ENDPOINT`, has expired too.
 */
export async function readChanges(
  requests: DirectoryRequests,
  link: string,
): Promise<GroupChanges> {
  const first = ownLink(requests.address, link);
  if (!first) return { kind: 'expired' };
  const read = await readDelta(requests, { ...first, headers });
  if (read.kind === 'refused') {
    if (hasExpired(read)) return { kind: 'expired' };
    throw failedRead(what, read);
  }
  const changes = [...read.changes];
  return {
    kind: 'changes',
    addedIds: changes.flatMap(([id, change]) => (change === 'added' ? [id] : [])),
    removedIds: changes.flatMap(([id, change]) => (change === 'removed' ? [id] : [])),
    nextLink: read.nextLink,
  };
}

interface Delta {
  readonly kind: 'delta';
  /** The last change of each id. */
  readonly changes: ReadonlyMap<string, 'added' | 'removed'>;
  readonly nextLink: string;
}

async function readDelta(
  requests: DirectoryRequests,
  first: DirectoryRequest,
): Promise<Delta | Refused> {
  const changes = new Map<string, 'added' | 'removed'>();
  let nextLink: string | undefined;
  for await (const page of readPages(requests, what, first)) {
    if (page.kind === 'refused') return page;
    for (const group of page.items) {
      for (const change of memberChanges(group)) {
        changes.set(idOf(what, change), isRemoved(change) ? 'removed' : 'added');
      }
    }
    nextLink = page.deltaLink;
  }
  if (nextLink === undefined) throw strangeAnswer(what, 'it ends without a link for next time');
  if (!ownLink(requests.address, nextLink)) {
    throw strangeAnswer(what, 'its link for next time leaves Graph', 'ForeignLink');
  }
  return { kind: 'delta', changes, nextLink };
}

/** A group that was deleted is no group without members: whether the list may be emptied is not decided here. */
function memberChanges(group: JsonObject): readonly unknown[] {
  if (isRemoved(group)) {
    throw new DirectoryUnreadable(
      'The sender group was deleted in Entra. Restore it, or set SENDER_GROUP to another one.',
      'GroupDeleted',
    );
  }
  const changes = group['members@delta'] ?? [];
  if (!Array.isArray(changes)) throw strangeAnswer(what, 'its members are no list');
  return changes;
}

function isRemoved(item: unknown): boolean {
  return isObject(item) && isObject(item['@removed']);
}

/** 410, or another refusal with one of these codes (delta-query-overview.md, errors.md). */
function hasExpired({ status, codes }: Refused): boolean {
  const known = ['syncstatenotfound', 'resyncrequired'];
  return status === 410 || codes.some((code) => known.includes(code.toLowerCase()));
}
