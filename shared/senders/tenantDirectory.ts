import type { Clock } from '../clock.ts';
import type { Directory } from './directory.ts';
import { remembering } from './remembering.ts';
import { syncLimits } from './sync/limits.ts';
import { syncTimes } from './sync/times.ts';
import type { UserFinder } from './userFinder.ts';

/**
 * Every mailbox of the tenant may send: its owner is looked up in Entra by address, and remembered. An address that two
 * users have belongs to nobody. Without the right to read users nothing can be decided, so jobs wait.
 */
export function tenantDirectory(finder: UserFinder, clock: Pick<Clock, 'monotonic'>): Directory {
  const answer = remembering(
    (address) => finder.byAddress(address),
    { most: syncLimits.rememberedAnswers, forMs: syncTimes.ownerMs },
    clock,
  );
  return {
    async senderOf(address) {
      const found = await answer(address);
      if (found.kind === 'forbidden') return { kind: 'stale' };
      const [user, another] = found.users;
      if (!user || another) return { kind: 'notAllowed' };
      return { kind: 'sender', mailboxId: user.mailboxId };
    },
  };
}
