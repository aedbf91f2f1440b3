import { defaultUsersPerPage, maxUsersPerPage } from '../limits.ts';
import type { SimulatedMailbox } from '../mailboxes/mailbox.ts';
import type { Simulator } from '../simulator.ts';
import type { GraphAnswer } from './graphAnswer.ts';
import { refuse } from './graphErrors.ts';
import type { GraphRequest } from './graphRequest.ts';
import { pick, readSelect, readTop } from './queryOptions.ts';
import { readUserFilter, supportedFilters } from './userFilter.ts';

/** Properties of a user that the simulator has. */
const properties = [
  { name: 'id', byDefault: true },
  { name: 'displayName', byDefault: true },
  { name: 'userPrincipalName', byDefault: true },
  { name: 'mail', byDefault: true },
  { name: 'proxyAddresses', byDefault: false },
  { name: 'accountEnabled', byDefault: false },
] as const;

/** `GET /users/{id | userPrincipalName}`. */
export function getUser(request: GraphRequest, simulator: Simulator): GraphAnswer {
  const selected = readSelect(request.url.searchParams.get('$select'), properties, 'users');
  if ('kind' in selected) return selected;
  const [key = ''] = request.pathParameters;
  const user = findByIdOrName(simulator, key);
  if (user === undefined) {
    return refuse(
      'Request_ResourceNotFound',
      `Resource '${key}' does not exist or one of its queried reference-property objects are not present.`,
    );
  }
  const context = '/v1.0/$metadata#users/$entity';
  return {
    kind: 'json',
    status: 200,
    body: { '@odata.context': context, ...pick(user, selected) },
  };
}

/** `GET /users` with `$filter`, `$select`, `$top`; further pages by `@odata.nextLink`. */
export function listUsers(request: GraphRequest, simulator: Simulator): GraphAnswer {
  const query = request.url.searchParams;
  const selected = readSelect(query.get('$select'), properties, 'users');
  if ('kind' in selected) return selected;
  const top = readTop(query.get('$top'), defaultUsersPerPage, maxUsersPerPage);
  if (typeof top === 'object') return top;
  const filterText = query.get('$filter');
  const filter = filterText === null ? () => true : readUserFilter(filterText);
  if (filter === undefined) {
    return refuse(
      'Request_UnsupportedQuery',
      `Unsupported or invalid query filter clause. The simulator knows: ${supportedFilters}.`,
    );
  }

  const start = Number(query.get('$skiptoken') ?? 0);
  const found = simulator.mailboxes.list().filter(filter);
  const page = found.slice(start, start + top).map((user) => pick(user, selected));
  const nextPage = new URL(request.url);
  nextPage.searchParams.set('$skiptoken', String(start + top));
  return {
    kind: 'json',
    status: 200,
    body: {
      '@odata.context': '/v1.0/$metadata#users',
      ...(start + top < found.length ? { '@odata.nextLink': nextPage.href } : {}),
      value: page,
    },
  };
}

/** Graph's path takes the id or the user principal name, not any other address. */
function findByIdOrName(simulator: Simulator, key: string): SimulatedMailbox | undefined {
  const user = simulator.mailboxes.find(key);
  const lower = key.toLowerCase();
  const isNamed =
    user?.id.toLowerCase() === lower || user?.userPrincipalName.toLowerCase() === lower;
  return isNamed ? user : undefined;
}
