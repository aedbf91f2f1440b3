import { syncLimits } from '../../senders/sync/limits.ts';
import type { Manager } from '../../senders/sync/member.ts';
import { idOf, readPages } from './directoryPages.ts';
import type { DirectoryRequests } from './directoryRequests.ts';
import { managerFields, readManager } from './readUser.ts';
import { failedRead } from './unreadable.ts';

const what = 'the managers of the members';

/**
 * The managers of all direct members that are users, by the id of the member. Undefined when Graph refuses (400, 403), or
 * shows none at all.
 *
 * What is known: `members` takes `$expand` and the cast, and the cast needs `ConsistencyLevel` and `$count`
 * (group-list-members.md); yet "$expand is not currently supported with advanced queries" (aad-advanced-queries.md), and public
 * programs ask both together. So it may be refused or silently left out, and an answer in which nobody has a manager cannot be
 * told from one that leaves them out.
 */
export async function readManagers(
  requests: DirectoryRequests,
  groupId: string,
): Promise<ReadonlyMap<string, Manager> | undefined> {
  const first = {
    path: `/groups/${encodeURIComponent(groupId)}/members/microsoft.graph.user`,
    query: `$select=id&${managerFields}&$count=true&$top=${syncLimits.membersPerPage}`,
    headers: { ConsistencyLevel: 'eventual' },
  };
  const managers = new Map<string, Manager>();
  for await (const page of readPages(requests, what, first)) {
    if (page.kind === 'refused') {
      if (page.status === 400 || page.status === 403) return undefined;
      throw failedRead(what, page);
    }
    for (const item of page.items) {
      const id = idOf(what, item);
      const manager = readManager(item['manager']);
      if (manager) managers.set(id, manager);
      else managers.delete(id);
    }
  }
  return managers.size > 0 ? managers : undefined;
}
