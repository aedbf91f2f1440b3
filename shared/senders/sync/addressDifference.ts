import { type AddressRow, ownerAt } from './rows.ts';
import { type Claims, type ListNow, targetOwners } from './targetOwner.ts';

/** What happens to the addresses. */
export interface AddressDifference {
  /** The rows to write, of the next generation. */
  readonly rows: readonly AddressRow[];
  /** By object id of the mailbox, the addresses it owns now and afterwards; mailboxes without any are left out. */
  readonly ownedNow: ReadonlyMap<string, readonly string[]>;
  readonly ownedThen: ReadonlyMap<string, readonly string[]>;
  /** The present owner of each address that nobody owns afterwards. */
  readonly losers: readonly string[];
  readonly disputedCount: number;
}

/**
 * The rows that make every address say its new owner at the next generation, and its present one until then. Rows of a
 * killed run are of the next generation too: what they will say is compared, and what counts now is kept.
 */
export function addressDifference(
  now: Pick<ListNow, 'generation' | 'addresses'>,
  claims: Claims,
  nowMs: number,
): AddressDifference {
  const generation = now.generation + 1;
  const { claimed, targetOf } = targetOwners(now, claims);
  const rows: AddressRow[] = [];
  const ownedNow = new Map<string, string[]>();
  const ownedThen = new Map<string, string[]>();
  const losers: string[] = [];
  let disputedCount = 0;
  for (const address of new Set([...claimed, ...now.addresses.keys()])) {
    const row = now.addresses.get(address);
    const ownerNow = ownerAt(row, now.generation);
    const { owner, disputed } = targetOf(address);
    if (disputed) disputedCount += 1;
    if (ownerNow !== '') keep(ownedNow, ownerNow, address);
    if (owner !== '') keep(ownedThen, owner, address);
    if (ownerNow !== '' && owner === '') losers.push(ownerNow);
    // A row of a later generation would begin to count some day: it is always written anew.
    const saysSo = row ? row.mailboxId === owner && row.generation <= generation : owner === '';
    if (saysSo) continue;
    const removedAtMs = owner === '' ? removedAt(row, ownerNow, nowMs) : undefined;
    rows.push({ address, mailboxId: owner, previousMailboxId: ownerNow, generation, removedAtMs });
  }
  return { rows, ownedNow, ownedThen, losers, disputedCount };
}

function keep(owned: Map<string, string[]>, mailboxId: string, address: string): void {
  const addresses = owned.get(mailboxId);
  if (addresses) addresses.push(address);
  else owned.set(mailboxId, [address]);
}

function removedAt(row: AddressRow | undefined, ownerNow: string, nowMs: number): number {
  return (ownerNow === '' ? row?.removedAtMs : undefined) ?? nowMs;
}
