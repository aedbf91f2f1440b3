import type { Directory } from '../../shared/senders/directory.ts';
import { groupDirectory } from '../../shared/senders/groupDirectory.ts';
import type { AddressRow, DirectoryState } from '../../shared/senders/sync/rows.ts';
import type { SenderStore } from '../../shared/senders/sync/senderStore.ts';
import { tableSenderStore } from '../../shared/senders/tableSenderStore.ts';
import { freshTable } from './stores.ts';

/** The group that `seededState` was read from. */
export const group = 'Mail senders';

/** The state of a list that was read at this time, in milliseconds since 1970. */
export function seededState(fullReadAtMs: number): DirectoryState {
  return {
    generation: 1,
    groupSetting: group,
    groupId: '9a1f6d0e-2f55-4d5a-8f0a-6f0c1a2b3c4d',
    groupName: group,
    groupMailEnabled: true,
    fullReadAtMs,
    mailboxCount: 1,
    addressCount: 1,
    checkedAtMs: fullReadAtMs,
    fullReadNotBeforeMs: 0,
    unchangedCount: 0,
    changesLink: '',
    writing: false,
    lockedBy: '',
    lockedUntilMs: 0,
  };
}

/** The row of an address that its mailbox has had since the first generation. */
export function addressRow(address: string, mailboxId: string): AddressRow {
  return { address, mailboxId, previousMailboxId: '', generation: 1, removedAtMs: undefined };
}

/** An empty list of senders on tables of its own. */
export async function freshSenderStore(): Promise<SenderStore> {
  const [senders, addresses, state] = await Promise.all([freshTable(), freshTable(), freshTable()]);
  return tableSenderStore({ senders, addresses, state });
}

/** A list of senders on real tables, read at `fullReadAtMs`: these addresses, each with the id of its mailbox. */
export async function seededStore(
  mailboxOf: Readonly<Record<string, string>>,
  fullReadAtMs: number,
): Promise<SenderStore> {
  const store = await freshSenderStore();
  const rows = Object.entries(mailboxOf).map(([address, id]) => addressRow(address, id));
  await store.writeAddresses(rows, async () => true);
  await store.writeState(seededState(fullReadAtMs), undefined);
  return store;
}

/** The directory on such a list. */
export async function seededDirectory(
  mailboxOf: Readonly<Record<string, string>>,
): Promise<Directory> {
  const clock = { now: () => Date.now(), monotonic: () => performance.now() };
  const store = await seededStore(mailboxOf, clock.now());
  return groupDirectory(store, { group, maxAgeMs: 86_400_000 }, clock);
}
