import type { GraphError } from '../../api/graphAnswer.ts';
import { refuse } from '../../api/graphErrors.ts';
import { odataString, odataValue, readSelect } from '../../api/queryOptions.ts';
import { maxDeltaGroups } from '../../limits.ts';
import { splitAtOr } from '../filter.ts';
import { type GroupProperty, groupProperties } from '../groupView.ts';

/** What a delta query is about; its tokens carry it, so that links need no query of their own. */
export interface DeltaScope {
  /** Absent: every group. */
  readonly groupIds?: readonly string[];
  readonly selected: readonly GroupProperty[];
  readonly withMembers: boolean;
}

const idForm = new RegExp(`^id eq ${odataString}$`, 'i');

/** Reads `$select` and `$filter` of the first request. Without `$select` all properties and the members come. */
export function readDeltaScope(query: URLSearchParams): DeltaScope | GraphError {
  const select = query.get('$select');
  const names = (select ?? 'members').split(',').map((name) => name.trim());
  const others = names.filter((name) => name !== 'members').join(',');
  const asked = select === null || others === '' ? null : others;
  const selected = readSelect(asked, groupProperties, 'groups');
  if ('kind' in selected) return selected;
  const scope = {
    selected: select !== null && others === '' ? [] : selected,
    withMembers: names.includes('members'),
  };
  const filter = query.get('$filter');
  if (filter === null) return scope;
  const ids = splitAtOr(filter).map((part) => idForm.exec(part)?.[1]);
  const groupIds = ids.filter((id) => id !== undefined).map(odataValue);
  if (groupIds.length < ids.length || groupIds.length > maxDeltaGroups) {
    return refuse(
      'Request_UnsupportedQuery',
      `A delta query of groups is filtered by id eq '…' only, at most ${maxDeltaGroups} of them joined by or.`,
    );
  }
  return { ...scope, groupIds };
}

/** The query that starts a delta query of this scope anew. */
export function queryOf({ groupIds, selected, withMembers }: DeltaScope): string {
  const names = [...selected, ...(withMembers ? ['members'] : [])].join(',');
  const filter = groupIds?.map((id) => `id eq '${id.replaceAll("'", "''")}'`).join(' or ');
  return `$select=${names}${filter === undefined ? '' : `&$filter=${encodeURIComponent(filter)}`}`;
}
