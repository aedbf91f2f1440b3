import { parkedName } from '../bodies/parkedBodies.ts';
import type { Clock } from '../clock.ts';
import type { LedgerRow } from '../ledger/row.ts';
import type { MailLog } from '../maillog/mailLog.ts';
import { StoreUnavailable } from '../storeUnavailable.ts';
import { ladderMs } from './ladder.ts';
import type { Outcome } from './outcome.ts';
import { outcomeMessage } from './outcomeMessage.ts';
import { type ParkDeps, park, parkBeside } from './park.ts';
import { type PutBackDeps, putBack } from './putBack.ts';
import type { Work } from './work.ts';

/** What carrying out needs. */
export interface CarryOutDeps extends PutBackDeps, ParkDeps {
  readonly clock: Clock;
  readonly log: MailLog;
}

/**
 * Makes an outcome durable. When this returns, the message may be completed; when it throws, the message must come back, and
 * everything here is done again without harm. Order: the row was written before; then bodies, list, outcome, removal.
 */
export async function carryOut(outcome: Outcome, work: Work, deps: CarryOutDeps): Promise<void> {
  const { log, clock } = deps;
  switch (outcome.kind) {
    case 'putBack':
      await putBack(work, outcome.atMs, deps);
      return log.waits(work, outcome.why, outcome.atMs);
    case 'superseded':
      return log.superseded(work, outcome.row.state);
    case 'finished':
    case 'needsPerson':
    case 'conflict':
      try {
        return await settle(outcome, work, deps);
      } catch (fault) {
        if (!(fault instanceof StoreUnavailable)) throw fault;
        log.storeDown(work, fault);
        return putBack(work, clock.now() + ladderMs(work.hop, clock.random()), deps);
      }
    default:
      return outcome satisfies never;
  }
}

type Settled = Extract<Outcome, { kind: 'finished' | 'needsPerson' | 'conflict' }>;

async function settle(outcome: Settled, work: Work, deps: CarryOutDeps): Promise<void> {
  if (outcome.kind === 'conflict') {
    await parkBeside(work, outcome.refusal, deps);
    return deps.log.conflict(work, outcome.refusal.reason);
  }
  const { row } = outcome;
  if (outcome.kind === 'needsPerson' && row.discardedAtMs === undefined) {
    await park(work, row, deps);
    const state = row.state === 'held' ? 'held' : 'failed';
    deps.log.parked(work, state, row.reason ?? 'OutcomeUnknown', row.doubt);
  }
  if (row.state === 'expired') await listExpired(work, row, deps);
  await report(work, row, deps);
  if (outcome.kind === 'finished') await removeBodies(work, outcome, deps);
}

/** An expired job is listed without a body: it cannot be replayed. */
async function listExpired(work: Work, row: LedgerRow, { problems, log }: CarryOutDeps) {
  await problems.add({
    jobId: work.jobId,
    state: 'expired',
    reason: row.reason ?? 'LifetimeOver',
    text: row.text ?? '',
    parkedAs: undefined,
    enqueuedAtMs: row.enqueuedAtMs,
  });
  log.closed(work, 'expired');
}

/** A reply queue that refuses must not hold the job up: its outcome stands in the ledger. */
async function report(work: Work, row: LedgerRow, { queue, log }: CarryOutDeps): Promise<void> {
  if (work.job?.replyTo === undefined) return;
  try {
    await queue.report(work.job.replyTo, outcomeMessage(work, row));
  } catch (fault) {
    log.outcomeNotReported(work, fault);
  }
}

/** What is left is removed by a lifecycle rule of the account, so a failure here keeps nobody waiting. */
async function removeBodies(
  work: Work,
  { row, wasParked }: Extract<Outcome, { kind: 'finished' }>,
  deps: CarryOutDeps,
): Promise<void> {
  const { bodies, parked, problems, log } = deps;
  try {
    if (work.job?.body.kind === 'blob') await bodies.remove(work.job.body.name);
    if (wasParked) {
      await parked.remove(parkedName(work.jobId));
      if (row.state !== 'expired') await problems.remove(work.jobId);
    }
  } catch (fault) {
    log.bodyNotRemoved(work, fault);
  }
}
