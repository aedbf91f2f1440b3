import { setTimeout as sleep } from 'node:timers/promises';
import type { MessageSummary } from '../../../local/graph/store/acceptedMessage.ts';
import { type Batch, mailCount } from '../mails.ts';
import type { Simulator } from '../services/simulator.ts';

/** Between two looks; each costs the simulator little. */
const lookEveryMs = 250;
/** Without a new mail for so long, something is broken: longer than the first two steps of the ladder of retries. */
const patienceMs = 120_000;

/** Waits until every mail of a batch was accepted, and gives those, doubles too. Throws when they stop coming. */
export async function awaitAccepted(
  graph: Simulator,
  batch: Batch,
): Promise<readonly MessageSummary[]> {
  const wanted = mailCount(batch);
  let known = -1;
  let changedAt = performance.now();
  for (;;) {
    await sleep(lookEveryMs);
    const count = await graph.acceptedCount();
    if (count !== known) changedAt = performance.now();
    // The list is long: it is asked for only when nothing more seems to come.
    const mails = count === known ? await graph.mailsOf(batch.name) : [];
    known = count;
    if (distinctCount(mails) >= wanted) return mails;
    if (performance.now() - changedAt > patienceMs) {
      const came = distinctCount(mails);
      throw new Error(`${batch.name}: ${came} of ${wanted} mails came, then none any more.`);
    }
  }
}

/** Mails apart from doubles. */
export function distinctCount(mails: readonly MessageSummary[]): number {
  return new Set(mails.map(({ internetMessageId }) => internetMessageId)).size;
}
