import { type ListDifference, listDifference } from './difference.ts';
import { syncLimits } from './limits.ts';
import type { ListSize } from './listSize.ts';
import { removalRefusal } from './removalGuard.ts';
import type { DirectoryState } from './rows.ts';
import type { Plan, Run } from './run.ts';

/** What came of a look for changes. `readAll`: only a full read can tell. */
export type ChangesPlan =
  | ({ readonly found: 'changes' } & Plan)
  | { readonly found: 'nothing'; readonly nextLink: string }
  | { readonly found: 'readAll' };

/**
 * Asks who came or went since the last look, and reads only them. Throws `DirectoryUnreadable` and `StoreUnavailable`.
 */
export async function planChanges(run: Run, state: DirectoryState): Promise<ChangesPlan> {
  const { reader, startedAtMs } = run;
  const changes = await reader.changes(state.changesLink);
  if (changes.kind === 'expired') return { found: 'readAll' };
  const { addedIds, removedIds, nextLink } = changes;
  const changedCount = addedIds.length + removedIds.length;
  if (changedCount === 0) return { found: 'nothing', nextLink };
  if (changedCount > syncLimits.changesPerLook) return { found: 'readAll' };

  const { difference, readCount } = await readChanged(run, state, addedIds, removedIds);
  const isReplay = difference.rows.length === 0 && difference.people.length === 0;
  if (isReplay) return { found: 'nothing', nextLink };
  const guarded = {
    kind: 'changes',
    removals: difference.removals,
    now: { mailboxes: state.mailboxCount, addresses: state.addressCount },
    afterwards: sizeAfter(state, difference),
    maxRemovalPercent: run.maxRemovalPercent,
    otherGroup: false,
  } as const;
  return {
    found: 'changes',
    kind: 'changes',
    readCount,
    othersCount: 0,
    managersRead: true,
    difference,
    refusal: removalRefusal(guarded),
    next: {
      mailboxCount: guarded.afterwards.mailboxes,
      addressCount: guarded.afterwards.addresses,
      checkedAtMs: startedAtMs,
      changesLink: nextLink,
    },
  };
}

async function readChanged(
  { reader, store, startedAtMs }: Run,
  { generation }: DirectoryState,
  addedIds: readonly string[],
  removedIds: readonly string[],
): Promise<{ difference: ListDifference; readCount: number }> {
  const members = addedIds.length > 0 ? await reader.users(addedIds) : [];
  const people = await store.peopleOf([...addedIds, ...removedIds]);
  const concerned = [...members, ...people.values()].flatMap(({ addresses }) => addresses);
  const addresses = await store.addressesOf([...new Set(concerned)]);
  const now = { generation, addresses, people };
  const seen = { members, goneIds: new Set(removedIds), managersKnown: false };
  return { difference: listDifference(now, seen, startedAtMs), readCount: members.length };
}

/** Never below nothing, whatever was done to the tables by hand: the guard goes by these counts, nobody sends by them. */
function sizeAfter(state: DirectoryState, { now, afterwards }: ListDifference): ListSize {
  return {
    mailboxes: Math.max(0, state.mailboxCount + afterwards.mailboxes - now.mailboxes),
    addresses: Math.max(0, state.addressCount + afterwards.addresses - now.addresses),
  };
}
