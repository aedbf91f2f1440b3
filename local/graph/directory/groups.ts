import type { GraphAnswer } from '../api/graphAnswer.ts';
import { noSuchObject, refuse } from '../api/graphErrors.ts';
import type { GraphRequest } from '../api/graphRequest.ts';
import { readSelect, readTop, refuseUnknown } from '../api/queryOptions.ts';
import type { SimulatedGroup } from '../groups/group.ts';
import { defaultObjectsPerPage, maxObjectsPerPage } from '../limits.ts';
import type { Simulator } from '../simulator.ts';
import { equals, type FilterForm, readFilter } from './filter.ts';
import { groupProperties, showGroup } from './groupView.ts';
import { pageAnswer, readPageStart, slicePage } from './pages.ts';

const filterForms: readonly FilterForm<SimulatedGroup>[] = [
  equals('displayName', ({ displayName }) => displayName),
  equals('id', ({ id }) => id),
  equals('mail', ({ mail }) => mail ?? ''),
];

/** `GET /groups/{id}` with `$select`. */
export function getGroup(request: GraphRequest, simulator: Simulator): GraphAnswer {
  const query = request.url.searchParams;
  const unknown = refuseUnknown(query, ['$select']);
  if (unknown) return unknown;
  const selected = readSelect(query.get('$select'), groupProperties, 'groups');
  if ('kind' in selected) return selected;
  const [id = ''] = request.pathParameters;
  const entry = simulator.groups.get(id);
  if (entry === undefined) return noSuchObject(id);
  const context = '/v1.0/$metadata#groups/$entity';
  return {
    kind: 'json',
    status: 200,
    body: { '@odata.context': context, ...showGroup(entry.group, selected) },
  };
}

/** `GET /groups` with `$filter`, `$select`, `$top`; further pages by `@odata.nextLink`. */
export function listGroups(request: GraphRequest, simulator: Simulator): GraphAnswer {
  const query = request.url.searchParams;
  const unknown = refuseUnknown(query, ['$filter', '$select', '$top', '$skiptoken']);
  if (unknown) return unknown;
  const selected = readSelect(query.get('$select'), groupProperties, 'groups');
  if ('kind' in selected) return selected;
  const top = readTop(query.get('$top'), defaultObjectsPerPage, maxObjectsPerPage);
  if (typeof top === 'object') return top;
  const start = readPageStart(query);
  if ('kind' in start) return start;
  const filterText = query.get('$filter');
  const filter = filterText === null ? () => true : readFilter(filterText, filterForms);
  if (filter === undefined) {
    return refuse(
      'Request_UnsupportedQuery',
      "Unsupported or invalid query filter clause. The simulator knows: displayName eq '…', id eq '…', mail eq '…', and several joined by or.",
    );
  }
  const found = simulator.groups
    .entries()
    .map(({ group }) => group)
    .filter(filter);
  const page = slicePage(found, start, top, (group) => showGroup(group, selected));
  return pageAnswer(request.url, start, 'groups', page);
}
