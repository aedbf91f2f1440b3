import { isDeepStrictEqual } from 'node:util';
import type { Member } from './member.ts';
import type { PersonRow } from './rows.ts';

/** What would change, or has, for one mailbox. */
export interface Difference {
  readonly change: 'added' | 'returned' | 'changed' | 'removed';
  readonly mailboxId: string;
  readonly displayName: string;
  readonly mail: string | undefined;
  readonly addressesAdded: readonly string[];
  readonly addressesRemoved: readonly string[];
  /** What else changed, as field names: displayName, mail, userPrincipalName, accountEnabled, manager. */
  readonly fieldsChanged: readonly string[];
}

/** What is known of one mailbox before and after. */
export interface PersonChange {
  readonly mailboxId: string;
  /** Undefined: no member any more. */
  readonly member: Member | undefined;
  readonly person: PersonRow | undefined;
  readonly ownedNow: readonly string[];
  readonly ownedThen: readonly string[];
  /** False: a member without a manager keeps the one of the row. */
  readonly managersKnown: boolean;
  readonly nowMs: number;
}

/** The person's row to write and what to tell of it; either is undefined when nothing changed in it. */
export interface PersonDifference {
  readonly row: PersonRow | undefined;
  readonly difference: Difference | undefined;
}

const fields = ['displayName', 'mail', 'userPrincipalName', 'accountEnabled', 'manager'] as const;

/** What changes for one mailbox. A blocked sign-in is shown and is never a removal: shared mailboxes have it. */
export function personDifference(change: PersonChange): PersonDifference {
  return change.member ? present(change, change.member) : gone(change);
}

function present(change: PersonChange, member: Member): PersonDifference {
  const { mailboxId, person, ownedNow, ownedThen, managersKnown, nowMs } = change;
  const isBack = person?.removedAtMs !== undefined;
  const wanted = {
    mailboxId,
    displayName: member.displayName,
    mail: member.mail,
    userPrincipalName: member.userPrincipalName,
    accountEnabled: member.accountEnabled,
    addresses: ownedThen.toSorted(),
    manager: managersKnown ? member.manager : (member.manager ?? person?.manager),
  };
  const fieldsChanged = person
    ? fields.filter((field) => !isDeepStrictEqual(person[field], wanted[field]))
    : [];
  const addressesAdded = without(ownedThen, ownedNow);
  const addressesRemoved = without(ownedNow, ownedThen);
  const isSame = person && !isBack && fieldsChanged.length === 0;
  const ownsSame = addressesAdded.length === 0 && addressesRemoved.length === 0;
  const { displayName, mail } = wanted;
  const told = { mailboxId, displayName, mail, addressesAdded, addressesRemoved, fieldsChanged };
  return {
    row:
      isSame && isDeepStrictEqual(person.addresses, wanted.addresses)
        ? undefined
        : {
            ...wanted,
            addedAtMs: person && !isBack ? person.addedAtMs : nowMs,
            changedAtMs: nowMs,
            removedAtMs: undefined,
          },
    difference:
      isSame && ownsSame
        ? undefined
        : { change: person ? (isBack ? 'returned' : 'changed') : 'added', ...told },
  };
}

function gone({ mailboxId, person, ownedNow, nowMs }: PersonChange): PersonDifference {
  const isThere = person !== undefined && person.removedAtMs === undefined;
  if (!isThere && ownedNow.length === 0) return { row: undefined, difference: undefined };
  return {
    // The last addresses are kept for auditors.
    row: isThere ? { ...person, changedAtMs: nowMs, removedAtMs: nowMs } : undefined,
    difference: {
      change: 'removed',
      mailboxId,
      displayName: person?.displayName ?? mailboxId,
      mail: person?.mail,
      addressesAdded: [],
      addressesRemoved: ownedNow.toSorted(),
      fieldsChanged: [],
    },
  };
}

function without(addresses: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Set(others);
  return addresses.filter((address) => !left.has(address)).toSorted();
}
