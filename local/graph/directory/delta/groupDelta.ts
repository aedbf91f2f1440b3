import type { GraphAnswer } from '../../api/graphAnswer.ts';
import { refuse } from '../../api/graphErrors.ts';
import type { GraphRequest } from '../../api/graphRequest.ts';
import { refuseUnknown } from '../../api/queryOptions.ts';
import type { Simulator } from '../../simulator.ts';
import { type DeltaItem, itemsBetween, itemsFrom } from './deltaItems.ts';
import { type DeltaScope, queryOf, readDeltaScope } from './deltaScope.ts';
import type { DeltaStand } from './deltaTokens.ts';
import { deltaValue } from './deltaValue.ts';

type Stand<Round extends DeltaStand['round']> = Extract<DeltaStand, { round: Round }>;

/** `GET /groups/delta`: all members in the first round, then what changed; `$deltatoken=latest` leaves the first round out. */
export function groupDelta(request: GraphRequest, simulator: Simulator): GraphAnswer {
  const query = request.url.searchParams;
  const unknown = refuseUnknown(query, ['$select', '$filter', '$skiptoken', '$deltatoken']);
  if (unknown) return unknown;
  const token = query.get('$skiptoken') || query.get('$deltatoken');
  if (token && token !== 'latest') return follow(token, request, simulator);

  const scope = readDeltaScope(query);
  if ('kind' in scope) return scope;
  const since = simulator.groups.changes.end;
  if (token === 'latest') return lastPage(request, [], { scope, since }, simulator);
  return tellAll(
    { scope, page: 1, round: 'all', since, groupId: '', place: 0 },
    request,
    simulator,
  );
}

/** A round that tells nothing although there may be something, for the fault of that kind. */
export function noDelta(request: GraphRequest, simulator: Simulator): GraphAnswer {
  const query = request.url.searchParams;
  const token = simulator.deltaTokens.read(
    query.get('$skiptoken') || query.get('$deltatoken') || '',
  );
  const scope = token.kind === 'stand' ? token.stand.scope : readDeltaScope(query);
  if ('kind' in scope) return scope;
  return lastPage(request, [], { scope, since: simulator.groups.changes.end }, simulator);
}

function follow(text: string, request: GraphRequest, simulator: Simulator): GraphAnswer {
  const token = simulator.deltaTokens.read(text);
  switch (token.kind) {
    case 'unreadable':
      return refuse('BadRequest', 'The token cannot be read. Use the link as it was given.');
    case 'expired':
      return expired(token.scope, request, simulator);
    case 'stand':
      break;
    default:
      return token satisfies never;
  }
  const { stand } = token;
  switch (stand.round) {
    case 'all':
      return tellAll(stand, request, simulator);
    case 'due': {
      const until = simulator.groups.changes.end;
      const first = { ...stand, until, offset: 0, round: 'changes', pass: 'first' } as const;
      return tellChanges(first, request, simulator);
    }
    case 'changes':
      return tellChanges(stand, request, simulator);
    default:
      return stand satisfies never;
  }
}

function tellAll(stand: Stand<'all'>, request: GraphRequest, simulator: Simulator): GraphAnswer {
  const most = simulator.behaviour.current.deltaMembersPerPage;
  const items = itemsFrom(simulator.groups, stand.scope, stand, most + 1); // one more tells whether there is a next page
  const [last, more] = [items[most - 1], items[most]];
  const page = items.slice(0, most);
  if (last === undefined || more === undefined) return lastPage(request, page, stand, simulator);
  const place = more.groupId === last.groupId ? last.place : 0;
  const next = { ...stand, page: stand.page + 1, groupId: more.groupId, place };
  return nextPage(request, page, next, simulator);
}

function tellChanges(
  stand: Stand<'changes'>,
  request: GraphRequest,
  simulator: Simulator,
): GraphAnswer {
  const { scope, since, until, offset, pass } = stand;
  const next = { ...stand, page: stand.page + 1, offset: 0 };
  if (pass === 'pause') return nextPage(request, [], { ...next, pass: 'again' }, simulator);

  const { deltaMembersPerPage: most, deltaReplays } = simulator.behaviour.current;
  const items = itemsBetween(simulator.groups, scope, since, until);
  const page = items.slice(offset, offset + most);
  if (offset + most < items.length) {
    return nextPage(request, page, { ...next, offset: offset + most }, simulator);
  }
  if (deltaReplays && pass === 'first' && items.length > 0) {
    return nextPage(request, page, { ...next, pass: 'pause' }, simulator);
  }
  return lastPage(request, page, { scope, since: until }, simulator);
}

function nextPage(
  request: GraphRequest,
  items: readonly DeltaItem[],
  stand: DeltaStand,
  simulator: Simulator,
): GraphAnswer {
  const link = linkTo(request.url, `$skiptoken=${simulator.deltaTokens.give(stand)}`);
  return page(request, items, stand.scope, { '@odata.nextLink': link }, simulator);
}

function lastPage(
  request: GraphRequest,
  items: readonly DeltaItem[],
  { scope, since }: { readonly scope: DeltaScope; readonly since: number },
  simulator: Simulator,
): GraphAnswer {
  const token = simulator.deltaTokens.give({ scope, page: 1, round: 'due', since });
  const link = linkTo(request.url, `$deltatoken=${token}`);
  return page(request, items, scope, { '@odata.deltaLink': link }, simulator);
}

function page(
  request: GraphRequest,
  items: readonly DeltaItem[],
  scope: DeltaScope,
  link: object,
  { groups }: Simulator,
): GraphAnswer {
  const minimal = /\breturn=minimal\b/i.test(request.header('prefer'));
  const value = deltaValue(items, scope, minimal, groups);
  const body = { '@odata.context': '/v1.0/$metadata#groups', ...link, value };
  return { kind: 'json', status: 200, body };
}

function expired(scope: DeltaScope, { url }: GraphRequest, { behaviour }: Simulator): GraphAnswer {
  const text = 'The sync state generation is not found; continuing is not possible. Start anew.';
  if (behaviour.current.expiredTokenAnswer === 'syncStateNotFound') {
    return refuse('syncStateNotFound', text);
  }
  const location = linkTo(url, `${queryOf(scope)}&$deltatoken=`);
  return { ...refuse('resyncRequired', text), headers: { Location: location } };
}

function linkTo(url: URL, query: string): string {
  return `${url.origin}${url.pathname}?${query}`;
}
