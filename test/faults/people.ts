import type { LedgerRow } from '../../shared/ledger/row.ts';
import { cancel } from './cancel.ts';
import { blobOf, mailOf, type RunJob } from './jobs.ts';
import type { ProcessDeps } from './processDeps.ts';
import type { World } from './world.ts';

/** What a person does about one job. */
type Deed = 'replays' | 'replaysTwice' | 'sendsAgain' | 'saysSent' | 'discards' | 'cancels';

/** How often somebody looks after each job in one run. */
const visitCount = 6;

/** Lets operators come at random times; what one does depends on the state that the job has then. */
export function inviteOperators(world: World): void {
  const { plan, time, settings } = world;
  for (const job of world.jobs) {
    for (let visit = 0; visit < visitCount; visit++) {
      time.after(plan.spreadMs('a visit', 1000, settings.troubleMs), () => visits(world, job));
    }
  }
}

function visits(world: World, job: RunJob): void {
  const { plan, storage, trace } = world;
  const deed = deedFor(world, job, world.ledger.row(job.id));
  if (!deed) return;
  const started = deed === 'replaysTwice' ? [deed, deed] : [deed];
  if (job.feature === 'blobMissing' && plan.happens('an operator uploads the missing blob', 0.5)) {
    const { mime } = mailOf(job, 'a', world.startMs);
    storage.jobs.set(blobOf(job, 'a'), mime);
    trace.note('operator', () => 'uploads the missing blob', job.id);
  }
  for (const one of started) {
    const by = world.newInstance('operator');
    trace.note(by.name, () => one, job.id);
    doDeed(world, job.id, one, world.depsOf(by)).catch((fault: unknown) => {
      world.noteFault(by, `${one} ${job.id}`, fault);
    });
  }
}

function deedFor({ plan }: World, job: RunJob, row: LedgerRow | undefined): Deed | undefined {
  const what = `an operator sees to ${job.id}`;
  switch (row?.state) {
    case 'failed':
      return plan.choose(what, 0.6, { replays: 4, replaysTwice: 2, sendsAgain: 1, discards: 0.5 });
    case 'held':
      return plan.choose(what, 0.6, {
        ...{ replays: 3, replaysTwice: 1, sendsAgain: 2, saysSent: 0.5, discards: 0.5 },
      });
    case undefined:
      // The tombstone of a mail that went out long ago would say that it never did.
      if (job.feature === 'recordGone') return undefined;
      return plan.choose(what, 0.1, { cancels: 1 });
    case 'queued':
      return plan.choose(what, 0.2, { cancels: 1 });
    default:
      return undefined;
  }
}

async function doDeed(
  { engine, said }: World,
  jobId: string,
  deed: Deed,
  deps: ProcessDeps,
): Promise<void> {
  switch (deed) {
    case 'replays':
    case 'replaysTwice':
    case 'sendsAgain': {
      const sendAgain = deed === 'sendsAgain';
      if (sendAgain) said.orderedSendAgain.add(jobId);
      const done = await engine.replay(jobId, { sendAgain, dryRun: false }, deps);
      if (done.kind !== 'ordered') return;
      said.orderedEpochs.set(jobId, Math.max(done.epoch, said.orderedEpochs.get(jobId) ?? 0));
      return;
    }
    case 'saysSent':
      said.saidSent.add(jobId); // also when the answer is lost
      await engine.resolve(jobId, 'sent', { dryRun: false }, deps);
      return;
    case 'discards':
      await engine.resolve(jobId, 'discard', { dryRun: false }, deps);
      return;
    case 'cancels':
      if (await cancel(jobId, deps.ledger, deps.clock.now())) said.cancelled.add(jobId);
      return;
    default:
      return deed satisfies never;
  }
}
