import { InvalidInput } from '../invalidInput.ts';
import type { MailboxDirectory } from '../mailboxes/mailboxDirectory.ts';
import type { SimulatedGroup } from './group.ts';
import { type GroupChange, GroupChanges } from './groupChanges.ts';
import { type GroupMember, Membership } from './membership.ts';

/** A group and who is in it now. */
export interface GroupEntry {
  /** As it was set; `memberIds` may be out of date, `members` is not. */
  readonly group: SimulatedGroup;
  readonly members: Membership;
}

/** The tenant's groups. Every change of them is kept in `changes`, by whatever door it came. */
export class GroupDirectory {
  readonly #mailboxes: MailboxDirectory;
  readonly changes = new GroupChanges();
  #byId = new Map<string, GroupEntry>();

  constructor(mailboxes: MailboxDirectory) {
    this.#mailboxes = mailboxes;
  }

  /** In the order they were set. */
  entries(): readonly GroupEntry[] {
    return [...this.#byId.values()];
  }

  get(id: string): GroupEntry | undefined {
    return this.#byId.get(id.toLowerCase());
  }

  /** With the members of now. */
  list(): readonly SimulatedGroup[] {
    return this.entries().map(({ group, members }) => ({
      ...group,
      memberIds: members
        .list()
        .filter(({ type }) => type === 'user' || type === 'group')
        .map(({ id }) => id),
      ...(group.others && { others: group.others.filter(({ id }) => members.get(id)) }),
    }));
  }

  /**
   * Puts these groups in the place of all others; who stays a member is no change.
   * @throws InvalidInput when two share an id or a member is unknown; then nothing changes
   */
  replace(groups: readonly SimulatedGroup[]): void {
    const ids = new Set(groups.map(({ id }) => id.toLowerCase()));
    if (ids.size < groups.length) throw new InvalidInput('Two groups have the same id.');
    const wanted = groups.map((group) => ({
      group,
      members: [
        ...group.memberIds.map((id) => this.#memberFor(id, ids)),
        ...(group.others ?? []).map(({ id, type }) => ({ id, type })),
      ],
    }));

    const gone = this.entries().filter(({ group }) => !ids.has(group.id.toLowerCase()));
    for (const entry of gone) {
      this.#remove(
        entry,
        entry.members.list().map(({ id }) => id),
      );
      this.changes.add([{ groupId: entry.group.id, what: 'groupRemoved' }]);
    }
    const before = this.#byId;
    this.#byId = new Map();
    for (const { group, members } of wanted) {
      const key = group.id.toLowerCase();
      const old = before.get(key);
      const entry = { group, members: old?.members ?? new Membership() };
      this.#byId.set(key, entry);
      if (old === undefined || propertiesOf(old.group) !== propertiesOf(group)) {
        this.changes.add([{ groupId: group.id, what: 'groupChanged' }]);
      }
      const kept = new Set(members.map(({ id }) => id.toLowerCase()));
      const left = entry.members.list().filter(({ id }) => !kept.has(id.toLowerCase()));
      this.#remove(
        entry,
        left.map(({ id }) => id),
      );
      this.#add(entry, members);
    }
    this.dropMissing(); // a group that went may have been nested in one that stays
  }

  /** @throws InvalidInput when the group or a member is unknown; then nobody is added */
  addMembers(groupId: string, ids: readonly string[]): void {
    const entry = this.#known(groupId);
    const groupIds = new Set(this.#byId.keys());
    this.#add(
      entry,
      ids.map((id) => this.#memberFor(id, groupIds)),
    );
  }

  /** Ids that are no members are passed over. @throws InvalidInput when the group is unknown */
  removeMembers(groupId: string, ids: readonly string[]): void {
    this.#remove(this.#known(groupId), ids);
  }

  /** Takes members out whose mailbox or group the tenant no longer has, as Entra does when it deletes one. */
  dropMissing(): void {
    for (const entry of this.#byId.values()) {
      const missing = entry.members.list().filter((member) => !this.#exists(member));
      this.#remove(
        entry,
        missing.map(({ id }) => id),
      );
    }
  }

  #exists({ id, type }: GroupMember): boolean {
    if (type === 'user') return this.#mailboxes.byId(id) !== undefined;
    return type !== 'group' || this.get(id) !== undefined;
  }

  #known(groupId: string): GroupEntry {
    const entry = this.get(groupId);
    if (entry === undefined) throw new InvalidInput(`There is no group "${groupId}".`);
    return entry;
  }

  #memberFor(id: string, groupIds: ReadonlySet<string>): GroupMember {
    const mailbox = this.#mailboxes.byId(id);
    if (mailbox !== undefined) return { id: mailbox.id, type: 'user' };
    if (groupIds.has(id.toLowerCase())) return { id, type: 'group' };
    throw new InvalidInput(
      `The member "${id}" is no object id of a mailbox or group. Add the mailbox first, or name other objects in "others".`,
    );
  }

  #add({ group, members }: GroupEntry, wanted: readonly GroupMember[]): void {
    this.changes.add(members.add(wanted).map(memberChange(group.id, 'memberAdded')));
  }

  #remove({ group, members }: GroupEntry, ids: readonly string[]): void {
    this.changes.add(members.remove(ids).map(memberChange(group.id, 'memberRemoved')));
  }
}

function memberChange(groupId: string, what: 'memberAdded' | 'memberRemoved') {
  return ({ id, type }: GroupMember): GroupChange => ({ groupId, what, member: { id, type } });
}

function propertiesOf({ memberIds: _memberIds, others: _others, ...properties }: SimulatedGroup) {
  return JSON.stringify(properties);
}
