import {
  DirectoryUnreadable,
  type Group,
  type GroupReader,
} from '../../senders/sync/groupReader.ts';
import type { Member } from '../../senders/sync/member.ts';
import type { DoctorDeps } from '../doctorDeps.ts';
import { type Finding, found } from '../findings.ts';

/** What the group tells. */
export interface GroupCheck {
  readonly findings: readonly Finding[];
  /** A member that has an address; undefined: none is known. */
  readonly member: Member | undefined;
}

/** Reads the sender group as the sync does, whole: a right that is missing shows only in what comes back. */
export async function checkGroup({
  graph,
  settings,
}: Pick<DoctorDeps, 'graph' | 'settings'>): Promise<GroupCheck> {
  const { senders } = settings;
  if (senders.mode !== 'group') {
    const detail = `SENDER_MODE is ${senders.mode}.`;
    return { findings: [found('NoGroupInMode', detail)], member: undefined };
  }
  const reader = graph.newGroupReader();
  try {
    const answer = await reader.find(senders.group);
    switch (answer.kind) {
      case 'missing':
        return nobody(found('GroupNotFound', `SENDER_GROUP is "${senders.group}".`));
      case 'ambiguous':
        return nobody(found('GroupAmbiguous', `${answer.foundCount} groups have the name.`));
      case 'group':
        return await checkMembers(answer.group, reader);
      default:
        return answer satisfies never;
    }
  } catch (error) {
    if (!(error instanceof DirectoryUnreadable)) throw error;
    return nobody(
      found(error.code === 'UsersHidden' ? 'MembersHidden' : 'GroupUnreadable', error.message),
    );
  }
}

async function checkMembers(group: Group, reader: GroupReader): Promise<GroupCheck> {
  const { members, othersCount } = await reader.members(group.id);
  const counts = `"${group.displayName}", ${members.length} users, ${othersCount} other members.`;
  const findings: Finding[] = [];
  if (members.length === 0) findings.push(found('GroupEmpty', counts));
  if (!group.mailEnabled) findings.push(found('GroupNotMailEnabled', counts));
  if (findings.length === 0) findings.push(found('GroupReadable', counts));
  return { findings, member: members.find(({ mail }) => mail !== undefined) };
}

function nobody(finding: Finding): GroupCheck {
  return { findings: [finding], member: undefined };
}
