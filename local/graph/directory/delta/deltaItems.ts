import type { GroupChange } from '../../groups/groupChanges.ts';
import type { GroupDirectory, GroupEntry } from '../../groups/groupDirectory.ts';
import type { GroupMember } from '../../groups/membership.ts';
import type { DeltaScope } from './deltaScope.ts';

/** One thing that a page tells: of a group itself, or of one member of it. */
export type DeltaItem = { readonly groupId: string } & (
  | { readonly what: 'group' | 'groupRemoved' }
  | { readonly what: 'member' | 'memberRemoved'; readonly member: GroupMember }
);

/** An item of the first round with the place of its member, 0 for a group without members. */
export type PlacedItem = DeltaItem & { readonly place: number };

/**
 * What the first round tells from a stand on, at most so many items. Groups come by id, so that a page finds its group
 * again whatever became of the others.
 */
export function itemsFrom(
  groups: GroupDirectory,
  scope: DeltaScope,
  stand: { readonly groupId: string; readonly place: number },
  most: number,
): readonly PlacedItem[] {
  const items: PlacedItem[] = [];
  for (const { group, members } of entriesOf(groups, scope)) {
    if (group.id < stand.groupId) continue;
    if (items.length >= most) break;
    const place = group.id === stand.groupId ? stand.place : 0;
    const placed = scope.withMembers ? members.after(place, most - items.length) : [];
    if (placed.length === 0 && place === 0) {
      items.push({ groupId: group.id, what: 'group', place: 0 });
    }
    for (const member of placed) {
      items.push({ groupId: group.id, what: 'member', member, place: member.place });
    }
  }
  return items;
}

/** What changed between two positions: each group and each member once, by what became of it last. */
export function itemsBetween(
  groups: GroupDirectory,
  scope: DeltaScope,
  since: number,
  until: number,
): readonly DeltaItem[] {
  const ids = scope.groupIds && new Set(scope.groupIds.map((id) => id.toLowerCase()));
  const latest = new Map<string, Map<string, DeltaItem>>();
  for (const change of groups.changes.between(since, until)) {
    if (ids && !ids.has(change.groupId.toLowerCase())) continue;
    const ofGroup = latest.get(change.groupId) ?? new Map<string, DeltaItem>();
    latest.set(change.groupId, ofGroup);
    const key = 'member' in change ? change.member.id.toLowerCase() : '';
    if (key === '' || scope.withMembers) ofGroup.set(key, itemOf(change));
  }
  return [...latest].flatMap(([groupId, ofGroup]): readonly DeltaItem[] =>
    groups.get(groupId) === undefined ? [{ groupId, what: 'groupRemoved' }] : [...ofGroup.values()],
  );
}

function itemOf(change: GroupChange): DeltaItem {
  const { groupId } = change;
  switch (change.what) {
    case 'memberAdded':
      return { groupId, what: 'member', member: change.member };
    case 'memberRemoved':
      return { groupId, what: 'memberRemoved', member: change.member };
    case 'groupChanged':
    case 'groupRemoved': // it is there again, or the whole group would be told as removed
      return { groupId, what: 'group' };
    default:
      return change satisfies never;
  }
}

function entriesOf(groups: GroupDirectory, { groupIds }: DeltaScope): readonly GroupEntry[] {
  const ids = groupIds && new Set(groupIds.map((id) => id.toLowerCase()));
  const entries = groups.entries().filter(({ group }) => ids?.has(group.id.toLowerCase()) ?? true);
  return entries.toSorted((one, other) => (one.group.id < other.group.id ? -1 : 1));
}
