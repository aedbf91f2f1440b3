import type { UserFinder } from '../../senders/userFinder.ts';

/**
 * The object id of the mailbox with this address: a path of Graph takes an id or a user principal name, no other address.
 * The address itself where users may not be read; undefined when nobody has it.
 */
export async function mailboxIdOf(address: string, users: UserFinder): Promise<string | undefined> {
  const answer = await users.byAddress(address).catch(() => undefined);
  return answer?.kind === 'users' ? answer.users[0]?.mailboxId : address;
}
