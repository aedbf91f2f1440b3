import type { Clock } from '../clock.ts';
import type { Directory } from './directory.ts';
import { remembering } from './remembering.ts';
import { syncTimes } from './sync/times.ts';
import type { UserFinder } from './userFinder.ts';

/**
 * One mailbox may send, by any address it owns. Its other addresses are read from Entra only when a mail asks for one; where
 * the identity may not read users, the mailbox sends by the one address of the setting, and that needs no right at all.
 */
export function mailboxDirectory(
  mailbox: string,
  finder: UserFinder,
  clock: Pick<Clock, 'monotonic'>,
): Directory {
  const owner = remembering(
    (address) => finder.byAddress(address),
    { most: 1, forMs: syncTimes.ownerMs },
    clock,
  );
  return {
    async senderOf(address) {
      const found = await owner(mailbox);
      if (found.kind === 'forbidden') {
        return address === mailbox
          ? { kind: 'sender', mailboxId: mailbox }
          : { kind: 'notAllowed' };
      }
      const [user, another] = found.users;
      if (!user || another || !user.addresses.includes(address)) return { kind: 'notAllowed' };
      return { kind: 'sender', mailboxId: user.mailboxId };
    },
  };
}
