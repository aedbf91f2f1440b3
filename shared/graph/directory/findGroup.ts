import {
  DirectoryUnreadable,
  type Group,
  type GroupAnswer,
} from '../../senders/sync/groupReader.ts';
import { isObject, type JsonObject, textOf } from '../jsonObject.ts';
import { directoryLimits } from './directoryLimits.ts';
import { idOf, readPages } from './directoryPages.ts';
import type { DirectoryRequests } from './directoryRequests.ts';
import { filterQuery, filterText } from './filterText.ts';
import { failedRead, strangeAnswer } from './unreadable.ts';

const what = 'the group of SENDER_GROUP';
const fields = '$select=id,displayName,mail,mailEnabled';
const guid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/** Finds a group by its object id, or by its exact display name without regard to case, as Graph compares. */
export async function findGroup(
  requests: DirectoryRequests,
  idOrName: string,
): Promise<GroupAnswer> {
  return guid.test(idOrName) ? findById(requests, idOrName) : findByName(requests, idOrName);
}

async function findById(requests: DirectoryRequests, id: string): Promise<GroupAnswer> {
  const answer = await requests.ask({ path: `/groups/${id}`, query: fields });
  if (answer.kind === 'refused' && answer.status === 404) return { kind: 'missing' };
  if (answer.kind !== 'found') throw failedRead(what, answer);
  return { kind: 'group', group: readGroup(answer.body) };
}

async function findByName(requests: DirectoryRequests, name: string): Promise<GroupAnswer> {
  if (name.length > directoryLimits.filterCharacters) {
    throw new DirectoryUnreadable(
      `SENDER_GROUP is a name of ${name.length} characters; Graph finds names of at most ${directoryLimits.filterCharacters}. Set the object id of the group instead.`,
      'NameTooLong',
    );
  }
  const query = `${filterQuery(`displayName eq ${filterText(name)}`)}&${fields}`;
  const groups = new Map<string, Group>();
  for await (const page of readPages(requests, what, { path: '/groups', query })) {
    if (page.kind === 'refused') throw failedRead(what, page);
    for (const group of page.items.map(readGroup)) {
      if (group.displayName.toLowerCase() === name.toLowerCase()) groups.set(group.id, group);
    }
  }
  const [group, another] = groups.values();
  if (!group) return { kind: 'missing' };
  return another ? { kind: 'ambiguous', foundCount: groups.size } : { kind: 'group', group };
}

function readGroup(body: unknown): Group {
  const id = idOf(what, body);
  const { displayName, mail, mailEnabled }: JsonObject = isObject(body) ? body : {};
  if (typeof displayName !== 'string') throw strangeAnswer(what, 'the group has no name');
  return { id, displayName, mail: textOf(mail), mailEnabled: mailEnabled === true };
}
