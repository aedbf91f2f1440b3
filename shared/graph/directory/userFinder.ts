import { domainToUnicode } from 'node:url';
import type { Client } from '@microsoft/microsoft-graph-client';
import type { Member } from '../../senders/sync/member.ts';
import type { UserAnswer, UserFinder } from '../../senders/userFinder.ts';
import { StoreUnavailable } from '../../storeUnavailable.ts';
import type { GraphAddress } from '../client.ts';
import { isObject } from '../jsonObject.ts';
import { directoryLimits, lookUpLimits } from './directoryLimits.ts';
import { idOf, readPages } from './directoryPages.ts';
import { type DirectoryRequest, DirectoryRequests } from './directoryRequests.ts';
import { filterQuery, filterText } from './filterText.ts';
import type { WaitClock } from './patience.ts';
import { readMember, userFields } from './readUser.ts';
import { failedRead } from './unreadable.ts';

const what = 'the owner of an address';

/** Finds users by Microsoft Graph. What it finds is compared again here: who may send is not decided by Graph's rules. */
export function graphUserFinder(client: Client, graph: GraphAddress, clock: WaitClock): UserFinder {
  const requests = new DirectoryRequests(client, graph, lookUpLimits, clock);
  return {
    byAddress: (address) =>
      orUnavailable(async () => {
        const users = new Map<string, Member>();
        for await (const page of readPages(requests, what, searchFor(address))) {
          if (page.kind === 'refused') {
            if (page.status === 403) return { kind: 'forbidden' };
            throw failedRead(what, page);
          }
          for (const item of page.items) {
            const user = readMember(idOf(what, item), item);
            if (user.addresses.includes(address)) users.set(user.mailboxId, user);
          }
        }
        return { kind: 'users', users: [...users.values()] };
      }),
    byId: (id) =>
      orUnavailable(async () => {
        const path = `/users/${encodeURIComponent(id)}`;
        const answer = await requests.ask({ path, query: userFields });
        if (answer.kind === 'found') {
          const body = isObject(answer.body) ? answer.body : {};
          return { kind: 'users', users: [readMember(idOf(what, body), body)] };
        }
        if (answer.kind === 'noAnswer') throw failedRead(what, answer);
        if (answer.status === 403) return { kind: 'forbidden' };
        if (answer.status === 404) return { kind: 'users', users: [] };
        throw failedRead(what, answer);
      }),
  };
}

/** Where a domain has two forms, it is not documented which one Graph keeps, so both are asked for. */
function searchFor(address: string): DirectoryRequest {
  const at = address.lastIndexOf('@') + 1;
  const readable = address.slice(0, at) + domainToUnicode(address.slice(at));
  const forms = [...new Set([address, readable])];
  const filter = forms.flatMap(conditions).join(' or ');
  const query = `${filterQuery(filter)}&${userFields}`;
  const longest = Math.max(...forms.map((form) => `smtp:${form}`.length));
  if (longest <= directoryLimits.filterCharacters) return { path: '/users', query };
  // A plain filter takes no longer values; the index does, and may be behind.
  const headers = { ConsistencyLevel: 'eventual' };
  return { path: '/users', query: `${query}&$count=true`, headers };
}

function conditions(form: string): readonly string[] {
  return [
    `proxyAddresses/any(p:p eq ${filterText(`smtp:${form}`)})`,
    `proxyAddresses/any(p:p eq ${filterText(`SMTP:${form}`)})`,
    `mail eq ${filterText(form)}`,
    `userPrincipalName eq ${filterText(form)}`,
  ];
}

/** A mail waits for any answer that is none: it must neither be sent nor refused on it. */
async function orUnavailable(find: () => Promise<UserAnswer>): Promise<UserAnswer> {
  try {
    return await find();
  } catch (cause) {
    throw new StoreUnavailable('Could not find the owner of an address in Entra.', { cause });
  }
}
