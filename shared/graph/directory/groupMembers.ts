import type { GroupMembers } from '../../senders/sync/groupReader.ts';
import { syncLimits } from '../../senders/sync/limits.ts';
import type { Member } from '../../senders/sync/member.ts';
import { textOf } from '../jsonObject.ts';
import { idOf, readPages } from './directoryPages.ts';
import type { DirectoryRequests } from './directoryRequests.ts';
import { readMember, userFields } from './readUser.ts';
import { failedRead, missingRight, strangeAnswer } from './unreadable.ts';

const what = 'the members of the group';
const user = '#microsoft.graph.user';

/**
 * All direct members. The list is not cast to users, since a cast is answered from an index that may be behind
 * (group-list-members.md): a removed member would go on sending.
 */
export async function readMembers(
  requests: DirectoryRequests,
  groupId: string,
): Promise<GroupMembers> {
  const first = {
    path: `/groups/${encodeURIComponent(groupId)}/members`,
    query: `${userFields}&$top=${syncLimits.membersPerPage}`,
  };
  const members = new Map<string, Member>();
  const others = new Set<string>();
  let addressListSeen = false;
  for await (const page of readPages(requests, what, first)) {
    if (page.kind === 'refused') throw failedRead(what, page);
    for (const item of page.items) {
      const id = idOf(what, item);
      const type = textOf(item['@odata.type']);
      if (type === undefined) throw strangeAnswer(what, 'an object has no type');
      if (type !== user) {
        others.add(id);
        continue;
      }
      members.set(id, readMember(id, item));
      addressListSeen ||= Array.isArray(item['proxyAddresses']);
    }
  }
  refuseBareUsers([...members.values()], addressListSeen);
  return { members: [...members.values()], othersCount: others.size };
}

/**
 * Without the right to read users Graph answers 200, and users have an id and a type and else null (Q&A 2259512). Every user
 * has a user principal name, and a list of addresses though it may be empty; taken at its word, such an answer would remove
 * every address.
 */
function refuseBareUsers(members: readonly Member[], addressListSeen: boolean): void {
  if (members.length === 0) return;
  const namesSeen = members.some(({ userPrincipalName }) => userPrincipalName !== undefined);
  if (namesSeen && addressListSeen) return;
  const missing = namesSeen ? 'addresses are missing' : 'everything but their ids is missing';
  throw missingRight('users', missing, 'UsersHidden');
}
