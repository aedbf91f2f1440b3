import type { GroupDirectory } from '../../groups/groupDirectory.ts';
import { showGroup } from '../groupView.ts';
import type { DeltaItem } from './deltaItems.ts';
import type { DeltaScope } from './deltaScope.ts';

/**
 * The objects of a page: one for each group that its items are about, with the members in `members@delta`.
 * @param minimal leaves out properties of a group that did not change (`Prefer: return=minimal`)
 */
export function deltaValue(
  items: readonly DeltaItem[],
  scope: DeltaScope,
  minimal: boolean,
  groups: GroupDirectory,
): readonly object[] {
  const byGroup = Map.groupBy(items, ({ groupId }) => groupId);
  return [...byGroup].map(([groupId, ofGroup]) => {
    const group = groups.get(groupId)?.group;
    // Entra keeps a deleted group for 30 days, so its removal can be undone: "changed", not "deleted" (delta-query-overview page).
    if (group === undefined) return { id: groupId, '@removed': { reason: 'changed' } };
    const toldOfGroup = !minimal || ofGroup.some(({ what }) => what === 'group');
    const members = ofGroup.flatMap(showMember);
    return {
      id: group.id,
      ...(toldOfGroup ? showGroup(group, scope.selected) : {}),
      ...(members.length > 0 ? { 'members@delta': members } : {}),
    };
  });
}

function showMember(item: DeltaItem): readonly object[] {
  if (!('member' in item)) return [];
  const { id, type } = item.member;
  const removed = item.what === 'memberRemoved' ? { '@removed': { reason: 'deleted' } } : {};
  return [{ '@odata.type': `#microsoft.graph.${type}`, id, ...removed }];
}
