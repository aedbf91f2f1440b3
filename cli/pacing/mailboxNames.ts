import type { SenderStore } from '../../shared/senders/sync/senderStore.ts';

/** What people call mailboxes: the mail address that the list of senders has, else the id itself. Throws `StoreUnavailable`. */
export async function mailboxNames(
  ids: readonly string[],
  senders: Pick<SenderStore, 'peopleOf'>,
): Promise<(id: string) => string> {
  const people = await senders.peopleOf(ids);
  return (id) => people.get(id)?.mail ?? people.get(id)?.userPrincipalName ?? id;
}
