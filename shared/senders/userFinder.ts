import type { Member } from './sync/member.ts';

/** What Entra says of users that were asked for. `forbidden`: the identity may not read users. */
export type UserAnswer =
  | { readonly kind: 'users'; readonly users: readonly Member[] }
  | { readonly kind: 'forbidden' };

/** Finds the owner of an address in the whole tenant. Throws `StoreUnavailable` when Entra does not answer. */
export interface UserFinder {
  /** Every user that has the address as mail, user principal name or proxy address. `address` in the form of `addressKey`. */
  byAddress(address: string): Promise<UserAnswer>;
  /** The user with this object id. */
  byId(id: string): Promise<UserAnswer>;
}
