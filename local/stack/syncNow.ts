import { setTimeout as sleep } from 'node:timers/promises';
import { type SyncDeps, syncSenders } from '../../shared/senders/sync/syncSenders.ts';

/** How long to wait before asking again while the functions' own timer reads the group. */
const busyPauseMs = 100;

/**
 * Makes the list of senders equal to the group now, as the timer of the functions will: nobody wants to wait a minute for the
 * first mail. Throws when the group cannot be read.
 */
export async function syncNow(deps: SyncDeps): Promise<void> {
  for (;;) {
    const outcome = await syncSenders(deps, { full: true, force: false, dryRun: false });
    if (outcome.kind === 'busy') await sleep(busyPauseMs);
    else if (outcome.kind === 'refused' || outcome.kind === 'failed') {
      throw new Error(`The list of senders could not be made. ${outcome.report.text}`);
    } else return;
  }
}
