import { type GroupSeen, listDifference } from './difference.ts';
import type { GroupAnswer } from './groupReader.ts';
import { type Refusal, removalRefusal } from './removalGuard.ts';
import { type DirectoryState, ownerAt } from './rows.ts';
import type { Plan, Run } from './run.ts';
import type { ListNow } from './targetOwner.ts';

/**
 * Reads the whole group and the whole list, and compares them. Throws `DirectoryUnreadable` and `StoreUnavailable`; a group
 * that cannot be found is a refusal.
 */
export async function planFullRead(
  run: Run,
  state: DirectoryState | undefined,
): Promise<Plan | Refusal> {
  const { reader, store, startedAtMs } = run;
  const answer = await reader.find(run.group);
  if (answer.kind !== 'group') return groupRefusal(answer, run.group);
  const { id: groupId, displayName: groupName, mailEnabled: groupMailEnabled } = answer.group;

  // Before the members: what changes while they are read is shown by this link, maybe a second time, which is harmless.
  const changesLink = await reader.linkFromNow(groupId);
  const { members, othersCount } = await reader.members(groupId);
  const managers = await reader.managers(groupId);

  const generation = state?.generation ?? 0;
  const now = { generation, addresses: await store.addresses(), people: await store.people() };
  const seen: GroupSeen = {
    members: managers
      ? members.map((member) => ({ ...member, manager: managers.get(member.mailboxId) }))
      : members,
    goneIds: inListWithout(new Set(members.map(({ mailboxId }) => mailboxId)), now),
    managersKnown: managers !== undefined,
  };
  const difference = listDifference(now, seen, startedAtMs);
  // A setting that now names the same group by its id is no other group, and a group made anew under the old name was not chosen.
  const otherGroup = state?.groupSetting !== run.group && state?.groupId !== groupId;
  const { maxRemovalPercent } = run;
  const guarded = { kind: 'full', ...difference, otherGroup, maxRemovalPercent } as const;
  const { mailboxes: mailboxCount, addresses: addressCount } = difference.afterwards;
  return {
    kind: 'full',
    readCount: members.length,
    othersCount,
    managersRead: managers !== undefined,
    difference,
    refusal: run.wish.force ? undefined : removalRefusal(guarded),
    next: {
      groupSetting: run.group,
      groupId,
      groupName,
      groupMailEnabled,
      mailboxCount,
      addressCount,
      fullReadAtMs: startedAtMs,
      checkedAtMs: startedAtMs,
      unchangedCount: 0,
      changesLink,
      fullReadNotBeforeMs: 0,
    },
  };
}

/** Everybody who is in the list or owns an address now, and is no member. */
function inListWithout(
  memberIds: ReadonlySet<string>,
  { people, addresses, generation }: ListNow,
): ReadonlySet<string> {
  const gone = new Set<string>();
  for (const mailboxId of people.keys()) if (!memberIds.has(mailboxId)) gone.add(mailboxId);
  for (const row of addresses.values()) {
    const owner = ownerAt(row, generation);
    if (owner !== '' && !memberIds.has(owner)) gone.add(owner);
  }
  return gone;
}

function groupRefusal(answer: Exclude<GroupAnswer, { kind: 'group' }>, setting: string): Refusal {
  switch (answer.kind) {
    case 'missing':
      return {
        reason: 'GroupNotFound',
        text: `SENDER_GROUP is "${setting}", and Entra shows no such group. Set the object id or the exact display name of a group ("mailchute groups csv" lists them). The list stays as it was.`,
      };
    case 'ambiguous':
      return {
        reason: 'GroupAmbiguous',
        text: `SENDER_GROUP is "${setting}", and ${answer.foundCount} groups have that name. Set the object id of one ("mailchute groups csv" lists them). The list stays as it was.`,
      };
    default:
      return answer satisfies never;
  }
}
