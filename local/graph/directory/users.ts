import type { GraphAnswer } from '../api/graphAnswer.ts';
import { noSuchObject, refuse, requestDenied } from '../api/graphErrors.ts';
import type { GraphRequest } from '../api/graphRequest.ts';
import { readTop, refuseUnknown } from '../api/queryOptions.ts';
import { defaultObjectsPerPage, maxObjectsPerPage } from '../limits.ts';
import type { SimulatedMailbox } from '../mailboxes/mailbox.ts';
import type { Simulator } from '../simulator.ts';
import { readFilter } from './filter.ts';
import { pageAnswer, readPageStart, slicePage } from './pages.ts';
import { userFilterForms, userFilterHelp } from './userFilter.ts';
import { readUserView, showUser, userType } from './userView.ts';

/** `GET /users/{id | userPrincipalName}` with `$select` and `$expand=manager`. */
export function getUser(request: GraphRequest, simulator: Simulator): GraphAnswer {
  const query = request.url.searchParams;
  const unknown = refuseUnknown(query, ['$select', '$expand']);
  if (unknown) return unknown;
  const view = readUserView(query, simulator.behaviour.current.directoryReading);
  if (view.kind === 'error') return view;
  const [key = ''] = request.pathParameters;
  const user = findByIdOrName(simulator, key);
  if (user === undefined) return noSuchObject(key);
  const context = '/v1.0/$metadata#users/$entity';
  return {
    kind: 'json',
    status: 200,
    body: { '@odata.context': context, ...showUser(user, view, simulator) },
  };
}

/** `GET /users/{id | userPrincipalName}/manager` with `$select`. */
export function getManager(request: GraphRequest, simulator: Simulator): GraphAnswer {
  const query = request.url.searchParams;
  const unknown = refuseUnknown(query, ['$select']);
  if (unknown) return unknown;
  const { directoryReading } = simulator.behaviour.current;
  if (directoryReading !== 'full') return requestDenied();
  const view = readUserView(query, directoryReading);
  if (view.kind === 'error') return view;
  const [key = ''] = request.pathParameters;
  const managerId = findByIdOrName(simulator, key)?.manager;
  const manager = managerId === undefined ? undefined : simulator.mailboxes.byId(managerId);
  if (manager === undefined) return noSuchObject(managerId ?? 'manager');
  const context = '/v1.0/$metadata#directoryObjects/$entity';
  return {
    kind: 'json',
    status: 200,
    body: {
      '@odata.context': context,
      '@odata.type': userType,
      ...showUser(manager, view, simulator),
    },
  };
}

/** `GET /users` with `$filter`, `$select`, `$expand=manager`, `$top`; further pages by `@odata.nextLink`. */
export function listUsers(request: GraphRequest, simulator: Simulator): GraphAnswer {
  const query = request.url.searchParams;
  const { directoryReading } = simulator.behaviour.current;
  const unknown = refuseUnknown(query, ['$filter', '$select', '$expand', '$top', '$skiptoken']);
  if (unknown) return unknown;
  const view = readUserView(query, directoryReading);
  if (view.kind === 'error') return view;
  const top = readTop(query.get('$top'), defaultObjectsPerPage, maxObjectsPerPage);
  if (typeof top === 'object') return top;
  const start = readPageStart(query);
  if ('kind' in start) return start;
  const all = simulator.mailboxes.list();
  const filterText = query.get('$filter');
  if (filterText !== null && /proxyAddresses/i.test(filterText) && directoryReading !== 'full') {
    return requestDenied();
  }
  const filter = filterText === null ? undefined : readFilter(filterText, userFilterForms);
  if (filterText !== null && filter === undefined) {
    return refuse(
      'Request_UnsupportedQuery',
      `Unsupported or invalid query filter clause. The simulator knows: ${userFilterHelp}.`,
    );
  }
  const found = filter === undefined ? all : all.filter(filter);
  const page = slicePage(found, start, top, (user) => showUser(user, view, simulator));
  return pageAnswer(request.url, start, 'users', page);
}

/** Graph's path takes the id or the user principal name, not any other address. */
function findByIdOrName(simulator: Simulator, key: string): SimulatedMailbox | undefined {
  const user = simulator.mailboxes.find(key);
  const lower = key.toLowerCase();
  const isNamed =
    user?.id.toLowerCase() === lower || user?.userPrincipalName.toLowerCase() === lower;
  return isNamed ? user : undefined;
}
