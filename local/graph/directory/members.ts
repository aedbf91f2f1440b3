import type { GraphAnswer, GraphError } from '../api/graphAnswer.ts';
import { noSuchObject, refuse } from '../api/graphErrors.ts';
import type { GraphRequest } from '../api/graphRequest.ts';
import { readTop, refuseUnknown } from '../api/queryOptions.ts';
import type { GroupEntry } from '../groups/groupDirectory.ts';
import type { PlacedMember } from '../groups/membership.ts';
import { defaultObjectsPerPage, maxObjectsPerPage } from '../limits.ts';
import type { Simulator } from '../simulator.ts';
import { type Page, type PageStart, pageAnswer, readPageStart } from './pages.ts';
import { readUserView, showUser, type UserView } from './userView.ts';

/** `GET /groups/{id}/members`: users and other objects mixed, each with its type. */
export function listMembers(request: GraphRequest, simulator: Simulator): GraphAnswer {
  const query = request.url.searchParams;
  const unknown = refuseUnknown(query, ['$select', '$top', '$count', '$skiptoken']);
  if (unknown) return unknown;
  if (query.get('$count') === 'true' && !isEventual(request)) return needsEventual();
  return listPage(request, simulator, {
    accepts: () => true,
    countIn: ({ members }) => members.count,
    show: (member, entry, view) => showMember(member, entry, view, simulator),
  });
}

/**
 * `GET /groups/{id}/members/microsoft.graph.user`: users only. A cast is an advanced query, so every page needs
 * `ConsistencyLevel: eventual` and `$count=true` (advanced-queries page of Graph).
 */
export function listUserMembers(request: GraphRequest, simulator: Simulator): GraphAnswer {
  const query = request.url.searchParams;
  const unknown = refuseUnknown(query, ['$select', '$expand', '$top', '$count', '$skiptoken']);
  if (unknown) return unknown;
  if (query.get('$count') !== 'true' || !isEventual(request)) return needsEventual();
  return listPage(request, simulator, {
    accepts: ({ type }) => type === 'user',
    countIn: ({ members }) => members.userCount,
    show: ({ id }, _, view) => {
      const user = simulator.mailboxes.byId(id);
      return user === undefined ? { id } : showUser(user, view, simulator);
    },
  });
}

/** `GET /groups/{id}/members/$count`. */
export function countMembers(request: GraphRequest, simulator: Simulator): GraphAnswer {
  return countAnswer(request, simulator, ({ members }) => members.count);
}

/** `GET /groups/{id}/members/microsoft.graph.user/$count`. */
export function countUserMembers(request: GraphRequest, simulator: Simulator): GraphAnswer {
  return countAnswer(request, simulator, ({ members }) => members.userCount);
}

/** A list of members without any, for the fault of that kind. */
export function noMembers({ url }: GraphRequest): GraphAnswer {
  if (url.pathname.endsWith('/$count')) return { kind: 'text', status: 200, text: '0' };
  return pageAnswer(url, { page: 1, after: 0 }, 'directoryObjects', { value: [] });
}

interface MemberList {
  readonly accepts: (member: PlacedMember) => boolean;
  readonly countIn: (entry: GroupEntry) => number;
  readonly show: (member: PlacedMember, entry: GroupEntry, view: UserView) => object;
}

function listPage(request: GraphRequest, simulator: Simulator, list: MemberList): GraphAnswer {
  const query = request.url.searchParams;
  const [groupId = ''] = request.pathParameters;
  const entry = simulator.groups.get(groupId);
  if (entry === undefined) return noSuchObject(groupId);
  const view = readUserView(query, simulator.behaviour.current.directoryReading);
  if (view.kind === 'error') return view;
  const top = readTop(query.get('$top'), defaultObjectsPerPage, maxObjectsPerPage);
  if (typeof top === 'object') return top;
  const start = readPageStart(query);
  if ('kind' in start) return start;
  const page = {
    ...pageOf(entry, start, top, list, view),
    ...(query.get('$count') === 'true' ? { count: list.countIn(entry) } : {}),
  };
  return pageAnswer(request.url, start, 'directoryObjects', page);
}

function pageOf(
  entry: GroupEntry,
  { after }: PageStart,
  top: number,
  { accepts, show }: MemberList,
  view: UserView,
): Page {
  const found = entry.members.after(after, top + 1, accepts); // one more tells whether there is a next page
  const members = found.slice(0, top);
  const lastPlace = members.at(-1)?.place;
  return {
    value: members.map((member) => show(member, entry, view)),
    ...(found.length > top && lastPlace !== undefined ? { nextAfter: lastPlace } : {}),
  };
}

function showMember(
  { id, type }: PlacedMember,
  { group }: GroupEntry,
  view: UserView,
  simulator: Simulator,
): object {
  const user = type === 'user' ? simulator.mailboxes.byId(id) : undefined;
  const typed = { '@odata.type': `#microsoft.graph.${type}`, id };
  if (user !== undefined) return { ...typed, ...showUser(user, view, simulator) };
  const { directoryReading } = simulator.behaviour.current;
  if (!view.selected.includes('displayName')) return typed;
  const other = group.others?.find((one) => one.id === id) ?? simulator.groups.get(id)?.group;
  const displayName = directoryReading === 'idsOnly' ? null : (other?.displayName ?? null);
  return { ...typed, displayName };
}

function countAnswer(
  request: GraphRequest,
  simulator: Simulator,
  countIn: (entry: GroupEntry) => number,
): GraphAnswer {
  const unknown = refuseUnknown(request.url.searchParams, []);
  if (unknown) return unknown;
  if (!isEventual(request)) return needsEventual();
  const [groupId = ''] = request.pathParameters;
  const entry = simulator.groups.get(groupId);
  if (entry === undefined) return noSuchObject(groupId);
  return { kind: 'text', status: 200, text: String(countIn(entry)) };
}

function isEventual(request: GraphRequest): boolean {
  return request.header('consistencylevel').toLowerCase() === 'eventual';
}

function needsEventual(): GraphError {
  return refuse(
    'Request_UnsupportedQuery',
    "This query needs the header 'ConsistencyLevel: eventual' and, for a list, $count=true, on every page.",
  );
}
