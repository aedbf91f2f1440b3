import type { PersonRow } from '../../shared/senders/sync/rows.ts';

/** What scripts see of a person: times in ISO form. Undefined fields are left out of JSON. */
export function personView(row: PersonRow) {
  const { addedAtMs, changedAtMs, removedAtMs, displayName, ...rest } = row;
  return {
    name: displayName,
    ...rest,
    since: isoTime(addedAtMs),
    changed: isoTime(changedAtMs),
    removed: isoTime(removedAtMs),
  };
}

/** By name as people sort, on every machine alike, then by id, so that two listings can be compared. */
export function byName(people: Iterable<PersonRow>): readonly PersonRow[] {
  const { compare } = new Intl.Collator('en');
  return [...people].sort(
    (a, b) => compare(a.displayName, b.displayName) || compare(a.mailboxId, b.mailboxId),
  );
}

/** `accountEnabled` in a word. Entra does not tell a shared mailbox from a person whose sign-in is blocked. */
export function accountWord(enabled: boolean | undefined): string {
  if (enabled === undefined) return 'not known';
  return enabled ? 'enabled' : 'shared or blocked';
}

/** A time in ISO form, or undefined for none. */
export function isoTime(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}
