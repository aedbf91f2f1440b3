import type { MailLog } from '../maillog/mailLog.ts';
import type { SyncOutcome, SyncWish } from './sync/syncSenders.ts';

/** What the timer works with. */
export interface TimedSync {
  readonly syncSenders: (wish: SyncWish) => Promise<SyncOutcome>;
  readonly log: Pick<MailLog, 'sendersSynced' | 'sendersNotSynced'>;
}

/** One run of the sync as the timer asks for it, told in the log. Throws `StoreUnavailable`. */
export async function syncByTimer({ syncSenders, log }: TimedSync): Promise<void> {
  const outcome = await syncSenders({ full: false, force: false, dryRun: false });
  switch (outcome.kind) {
    case 'done':
      return log.sendersSynced(outcome.report);
    case 'refused':
    case 'failed':
      return log.sendersNotSynced(outcome.report);
    case 'unchanged': // a line a minute would say nothing; the full read of every hour is the sign of life
    case 'busy':
    case 'waiting':
      return undefined;
    default:
      return outcome satisfies never;
  }
}
