import { addressDifference } from './addressDifference.ts';
import type { ListSize } from './listSize.ts';
import type { Member } from './member.ts';
import { type Difference, personDifference } from './personDifference.ts';
import type { Removals } from './removalGuard.ts';
import type { AddressRow, PersonRow } from './rows.ts';
import type { ListNow } from './targetOwner.ts';

/** What a run has learned of the group. */
export interface GroupSeen {
  readonly members: readonly Member[];
  /** Mailboxes in the list that are no members any more. */
  readonly goneIds: ReadonlySet<string>;
  /** False: a member without a manager keeps the one it had. */
  readonly managersKnown: boolean;
}

/** Everything that changes when the list is made equal to what was seen. */
export interface ListDifference {
  readonly rows: readonly AddressRow[];
  readonly people: readonly PersonRow[];
  /** Sorted by name. */
  readonly differences: readonly Difference[];
  readonly disputedCount: number;
  readonly removals: Removals;
  /** What may send, of all that was looked at: everything for a full read. */
  readonly now: ListSize;
  readonly afterwards: ListSize;
}

/** The difference between the list and the group. Pure: nothing is written, and the order of members does not matter. */
export function listDifference(now: ListNow, seen: GroupSeen, nowMs: number): ListDifference {
  // Pages may name a member twice.
  const members = new Map(seen.members.map((member) => [member.mailboxId, member]));
  const { goneIds, managersKnown } = seen;
  const { rows, ownedNow, ownedThen, losers, disputedCount } = addressDifference(
    now,
    { members, goneIds },
    nowMs,
  );
  const people: PersonRow[] = [];
  const differences: Difference[] = [];
  for (const mailboxId of new Set([...members.keys(), ...goneIds])) {
    const { row, difference } = personDifference({
      mailboxId,
      member: members.get(mailboxId),
      person: now.people.get(mailboxId),
      ownedNow: ownedNow.get(mailboxId) ?? [],
      ownedThen: ownedThen.get(mailboxId) ?? [],
      managersKnown,
      nowMs,
    });
    if (row) people.push(row);
    if (difference) differences.push(difference);
  }
  return {
    rows,
    people,
    differences: byName(differences),
    disputedCount,
    removals: {
      mailboxes: [...ownedNow.keys()].filter((mailboxId) => !ownedThen.has(mailboxId)).length,
      addresses: losers.filter((mailboxId) => ownedThen.has(mailboxId)).length,
    },
    now: sizeOf(ownedNow),
    afterwards: sizeOf(ownedThen),
  };
}

function byName(differences: Difference[]): readonly Difference[] {
  const { compare } = new Intl.Collator('en');
  return differences.sort(
    (a, b) => compare(a.displayName, b.displayName) || compare(a.mailboxId, b.mailboxId),
  );
}

function sizeOf(owned: ReadonlyMap<string, readonly string[]>): ListSize {
  const addresses = [...owned.values()].reduce((sum, { length }) => sum + length, 0);
  return { mailboxes: owned.size, addresses };
}
