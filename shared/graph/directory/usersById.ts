import type { Member } from '../../senders/sync/member.ts';
import { isObject } from '../jsonObject.ts';
import { askBatch } from './directoryBatch.ts';
import { directoryLimits } from './directoryLimits.ts';
import { idOf } from './directoryPages.ts';
import type { DirectoryRequests } from './directoryRequests.ts';
import { managerFields, readMember, userFields } from './readUser.ts';
import { failedRead, missingRight, strangeAnswer } from './unreadable.ts';

const what = 'users';

/** Users with their managers. Ids that are of no user (404) are left out. Throws `DirectoryUnreadable` when any other is missing. */
export async function readUsers(
  requests: DirectoryRequests,
  ids: readonly string[],
): Promise<readonly Member[]> {
  const users: Member[] = [];
  const perBatch = directoryLimits.requestsPerBatch;
  for (let start = 0; start < ids.length; start += perBatch) {
    const reads = ids.slice(start, start + perBatch).map((id) => ({
      path: `/users/${encodeURIComponent(id)}`,
      query: `${userFields}&${managerFields}`,
    }));
    for (const answer of await askBatch(requests, reads)) {
      if (answer.kind === 'found') users.push(readUser(answer.body));
      else if (answer.kind === 'noAnswer' || answer.status !== 404) throw failedRead(what, answer);
    }
  }
  return users;
}

function readUser(body: unknown): Member {
  if (!isObject(body)) throw strangeAnswer(what, 'a user is no object');
  const user = readMember(idOf(what, body), body);
  // Not seen on this path, but one such user would lose every address.
  if (user.userPrincipalName === undefined || !Array.isArray(body['proxyAddresses'])) {
    throw missingRight(what, 'addresses are missing', 'UsersHidden');
  }
  return user;
}
