import { type AddressRow, ownerAt, type PersonRow } from './rows.ts';

/** What is known before a run: all rows for a full read, those concerned for changes. */
export interface ListNow {
  /** The generation that counts now. */
  readonly generation: number;
  readonly addresses: ReadonlyMap<string, AddressRow>;
  readonly people: ReadonlyMap<string, PersonRow>;
}

/** The mailboxes that a run knows about, and which addresses each of them claims. */
export interface Claims {
  /** By object id: members of the group as Entra shows them now. */
  readonly members: ReadonlyMap<string, { readonly addresses: readonly string[] }>;
  /** Mailboxes that are no members any more. */
  readonly goneIds: ReadonlySet<string>;
}

/** Who owns an address afterwards. Empty: nobody. */
export interface Target {
  readonly owner: string;
  /** Claimed by several: it stays with whoever had it, or with nobody. */
  readonly disputed: boolean;
}

/**
 * Decides who owns each address afterwards. An owner that the run knows nothing about keeps what it has: a look for
 * changes reads only those who came or went.
 */
export function targetOwners(
  { generation, addresses }: Pick<ListNow, 'generation' | 'addresses'>,
  { members, goneIds }: Claims,
): { readonly claimed: Iterable<string>; targetOf(address: string): Target } {
  const first = new Map<string, string>();
  const rivals = new Map<string, Set<string>>();
  for (const [mailboxId, member] of members) {
    for (const address of member.addresses) {
      const other = first.get(address) ?? mailboxId;
      first.set(address, other);
      if (other === mailboxId) continue;
      rivals.set(address, (rivals.get(address) ?? new Set([other])).add(mailboxId));
    }
  }
  const isKnown = (mailboxId: string) => members.has(mailboxId) || goneIds.has(mailboxId);

  return {
    claimed: first.keys(),
    targetOf(address) {
      const owner = ownerAt(addresses.get(address), generation);
      const claimant = first.get(address);
      if (owner !== '' && !isKnown(owner)) return { owner, disputed: claimant !== undefined };
      if (claimant === undefined) return { owner: '', disputed: false };
      const claimants = rivals.get(address);
      if (!claimants) return { owner: claimant, disputed: false };
      return { owner: claimants.has(owner) ? owner : '', disputed: true };
    },
  };
}
