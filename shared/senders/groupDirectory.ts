import type { Clock } from '../clock.ts';
import type { Directory, SenderAnswer } from './directory.ts';
import { remembering } from './remembering.ts';
import { syncLimits } from './sync/limits.ts';
import { ownerAt } from './sync/rows.ts';
import type { SenderStore } from './sync/senderStore.ts';
import { syncTimes } from './sync/times.ts';

/** Which list counts. */
export interface GroupDirectoryWish {
  /** `SENDER_GROUP`: a list that was made for another group is none. */
  readonly group: string;
  /** A list whose last full read is older is not believed: timers are known to stop. */
  readonly maxAgeMs: number;
}

/**
 * Senders are the members of a group: one point read by address, and the list's state for what counts of it and how old it
 * is. Both are remembered for a short while, so that a backlog of one sender costs few reads.
 */
export function groupDirectory(
  store: Pick<SenderStore, 'readState' | 'addressesOf'>,
  { group, maxAgeMs }: GroupDirectoryWish,
  clock: Pick<Clock, 'now' | 'monotonic'>,
): Directory {
  const forMs = syncTimes.answerMs;
  const state = remembering(
    async () => ({ found: await store.readState() }),
    { most: 1, forMs },
    clock,
  );
  // By generation too: what a killed run has left must not be remembered past the run that corrects it.
  const owner = remembering(
    async (key) => {
      const { generation, address } = parted(key);
      const row = (await store.addressesOf([address])).get(address);
      return { mailboxId: ownerAt(row, generation) };
    },
    { most: syncLimits.rememberedAnswers, forMs },
    clock,
  );
  return {
    async senderOf(address): Promise<SenderAnswer> {
      const list = (await state('state')).found?.state;
      const isOurs = list !== undefined && list.groupSetting === group && list.fullReadAtMs > 0;
      if (!isOurs || clock.now() - list.fullReadAtMs > maxAgeMs) return { kind: 'stale' };
      const { mailboxId } = await owner(`${list.generation} ${address}`);
      return mailboxId === '' ? { kind: 'notAllowed' } : { kind: 'sender', mailboxId };
    },
  };
}

function parted(key: string): { generation: number; address: string } {
  const blank = key.indexOf(' ');
  return { generation: Number(key.slice(0, blank)), address: key.slice(blank + 1) };
}
