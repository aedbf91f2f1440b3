import { StoreUnavailable } from '../storeUnavailable.ts';
import type { DeliverDeps } from './deliverDeps.ts';
import { ladderMs } from './ladder.ts';
import type { Outcome } from './outcome.ts';
import { type Source, situationOf } from './situation.ts';
import { takeStep } from './steps.ts';
import { nextStep } from './table.ts';
import type { Work } from './work.ts';

/** Each round lost means that somebody else went on with the job; so many in a row cannot be. */
const mostRounds = 20;

/**
 * Takes one job as far as it can go now: ask the table, take its step, until there is an outcome. The ledger alone decides;
 * the message is only a wake-up. Throws for faults only, and then the message comes back.
 */
export async function deliver(work: Work, source: Source, deps: DeliverDeps): Promise<Outcome> {
  try {
    // The straight way reads nothing: the insert of the claim finds out whether the job is new.
    let found = mayBeNew(work) ? undefined : await deps.ledger.read(work.jobId);
    for (let round = 0; round < mostRounds; round++) {
      const step = nextStep(await situationOf(work, source, found, deps));
      const progress = await takeStep(step, work, found, deps);
      if (progress.kind !== 'changed') return progress;
      found = progress.found;
    }
  } catch (fault) {
    if (!(fault instanceof StoreUnavailable)) throw fault;
    // No ledger, no send. Put back unread, with a growing delay and no delivery count burnt.
    deps.log.storeDown(work, fault);
    const waitMs = ladderMs(work.hop, deps.clock.random());
    return { kind: 'putBack', atMs: deps.clock.now() + waitMs, why: 'StoreDown' };
  }
  throw new Error(`The row of a job changed ${mostRounds} times in a row.`);
}

const mayBeNew = ({ epoch, hop }: Work) => epoch === 0 && hop === 0;
