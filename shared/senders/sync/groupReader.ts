import type { Manager, Member } from './member.ts';

/** A group as Entra shows it. */
export interface Group {
  /** Object id. */
  readonly id: string;
  readonly displayName: string;
  readonly mail: string | undefined;
  /** Exchange can limit an application only by a mail-enabled group. */
  readonly mailEnabled: boolean;
}

/** What `SENDER_GROUP` names. */
export type GroupAnswer =
  | { readonly kind: 'group'; readonly group: Group }
  | { readonly kind: 'missing' }
  | { readonly kind: 'ambiguous'; readonly foundCount: number };

/** All direct members of a group. */
export interface GroupMembers {
  /** Users; `manager` is undefined in each, see `managers`. */
  readonly members: readonly Member[];
  /** Members that are no users: nested groups, devices, contacts. Exchange's scopes do not count what is in nested groups. */
  readonly othersCount: number;
}

/** What changed in a group since a link was given. `expired`: the link is too old; read everything. */
export type GroupChanges =
  | {
      readonly kind: 'changes';
      /** Object ids, each in one of the two, by the last change. What is no user is among them. */
      readonly addedIds: readonly string[];
      readonly removedIds: readonly string[];
      readonly nextLink: string;
    }
  | { readonly kind: 'expired' };

/** Entra cannot be read: no answer, throttled for too long, or no right. The text says what to do and holds no token. */
export class DirectoryUnreadable extends Error {
  override readonly name = 'DirectoryUnreadable';
  /** Graph's error code or `HTTP 503`, for reports. */
  readonly code: string;

  constructor(message: string, code: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Reads the sender group for one run. Each function returns only once every page was read, and throws
 * `DirectoryUnreadable` otherwise: half a group must never be taken for the whole.
 */
export interface GroupReader {
  /** By object id, or by exact display name. */
  find(idOrName: string): Promise<GroupAnswer>;
  /** A link that will show every change of the members from now on. */
  linkFromNow(groupId: string): Promise<string>;
  members(groupId: string): Promise<GroupMembers>;
  /** By object id of the member. Undefined when this tenant does not let them be read: then they stay as they are. */
  managers(groupId: string): Promise<ReadonlyMap<string, Manager> | undefined>;
  changes(link: string): Promise<GroupChanges>;
  /** Users by object id, with their managers; ids that are no users are left out. */
  users(ids: readonly string[]): Promise<readonly Member[]>;
  /** Requests sent so far, those that were throttled included. */
  requestCount(): number;
}
