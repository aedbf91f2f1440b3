import {
  DirectoryUnreadable,
  type GroupAnswer,
  type GroupReader,
} from '../../../shared/senders/sync/groupReader.ts';
import type { Manager, Member } from '../../../shared/senders/sync/member.ts';

/** A member by a short name: `ann` is ann@contoso.example. Aliases are names too. */
export function person(name: string, changes: Partial<Member> = {}, ...aliases: string[]): Member {
  return {
    mailboxId: `id-${name}`,
    displayName: name,
    mail: `${name}@contoso.example`,
    userPrincipalName: `${name}@contoso.example`,
    accountEnabled: true,
    addresses: [name, ...aliases].map((one) => `${one}@contoso.example`).sort(),
    manager: undefined,
    ...changes,
  };
}

/** So many members with names that begin alike. */
export function people(name: string, count: number): Member[] {
  return Array.from({ length: count }, (_, index) => person(`${name}${index}`));
}

/** A group in Entra, in memory: its members can be changed, and its links tell what changed since. */
export class FakeGroup {
  readonly #members = new Map<string, Member>();
  readonly #log: { readonly id: string; readonly came: boolean }[] = [];
  #linkAge = 0;
  id = 'group-1';
  answer: GroupAnswer | undefined;
  managers: ReadonlyMap<string, Manager> | undefined = new Map();
  /** What the next calls find instead of their answer. */
  unreadable: DirectoryUnreadable | undefined;
  /** What happens in Entra after the link was made and before the members are read. */
  beforeMembers: () => void = () => {};
  readonly asked: string[] = [];

  constructor(members: readonly Member[]) {
    for (const member of members) this.#members.set(member.mailboxId, member);
  }

  get members(): readonly Member[] {
    return [...this.#members.values()];
  }

  add(...members: readonly Member[]): void {
    for (const member of members) {
      this.#members.set(member.mailboxId, member);
      this.#log.push({ id: member.mailboxId, came: true });
    }
  }

  remove(...names: readonly string[]): void {
    for (const name of names) {
      this.#members.delete(`id-${name}`);
      this.#log.push({ id: `id-${name}`, came: false });
    }
  }

  /** What delta does not tell: addresses, names, and whatever a broken answer leaves out. */
  silently(members: readonly Member[]): void {
    this.#members.clear();
    for (const member of members) this.#members.set(member.mailboxId, member);
  }

  /** A device or a group inside the group comes. */
  addOther(id: string): void {
    this.#log.push({ id, came: true });
  }

  expireLinks(): void {
    this.#linkAge += 1;
  }

  readonly reader = (): GroupReader => {
    let requestCount = 0;
    const ask = (what: string) => {
      requestCount += 1;
      this.asked.push(what);
      if (this.unreadable) throw this.unreadable;
    };
    const link = () => `${this.id} ${this.#linkAge} ${this.#log.length}`;
    return {
      find: async () => {
        ask('find');
        const group = { id: this.id, displayName: 'Senders', mail: undefined, mailEnabled: true };
        return this.answer ?? { kind: 'group', group };
      },
      linkFromNow: async () => {
        ask('linkFromNow');
        return link();
      },
      members: async () => {
        ask('members');
        this.beforeMembers();
        return { members: this.members, othersCount: 0 };
      },
      managers: async () => {
        ask('managers');
        return this.managers;
      },
      changes: async (from) => {
        ask('changes');
        const [, age, position] = from.split(' ');
        if (Number(age) !== this.#linkAge) return { kind: 'expired' };
        const last = new Map(this.#log.slice(Number(position)).map(({ id, came }) => [id, came]));
        const idsOf = (wanted: boolean) =>
          [...last].filter(([, came]) => came === wanted).map(([id]) => id);
        return {
          kind: 'changes',
          addedIds: idsOf(true),
          removedIds: idsOf(false),
          nextLink: link(),
        };
      },
      users: async (ids) => {
        ask('users');
        return this.members.filter(({ mailboxId }) => ids.includes(mailboxId));
      },
      requestCount: () => requestCount,
    };
  };
}

/** Entra answers nothing. */
export const noAnswer = () =>
  new DirectoryUnreadable('Entra did not answer. Try later.', 'HTTP 503');
