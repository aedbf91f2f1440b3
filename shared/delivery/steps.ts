import { isRefusal, type Refusal, refused } from '../job/reasons.ts';
import type { FoundRow } from '../ledger/row.ts';
import { attempt } from './attempt.ts';
import { closeJob, ended } from './closeJob.ts';
import type { DeliverDeps } from './deliverDeps.ts';
import { tooLate } from './endOfLife.ts';
import { nextRow } from './nextRow.ts';
import type { Progress } from './outcome.ts';
import { outcomeUnknown, reconcile } from './reconcile.ts';
import type { Step } from './table.ts';
import { times } from './times.ts';
import type { Work } from './work.ts';
import { writeRow } from './writeRow.ts';

/** Does what the table says. Every write is conditional on the row that was found. Throws `StoreUnavailable`. */
export async function takeStep(
  step: Step,
  work: Work,
  found: FoundRow | undefined,
  deps: DeliverDeps,
): Promise<Progress> {
  const { clock, log } = deps;
  switch (step) {
    case 'claim':
      return attempt(work, found, 'none', deps);
    case 'claimUnproved':
      return attempt(work, found, 'unproved', deps);
    case 'putBack':
      return { kind: 'putBack', ...turnOf(found, clock.now()) };
    case 'doubt':
    case 'reopen':
      return doubt(step, work, found, deps);
    case 'reconcile':
      return reconcile(work, withRow(found), deps);
    case 'expire': {
      const late = tooLate(work, clock.now());
      if (!late) return { kind: 'changed', found }; // notAfter is in the past no more: a clock was set back
      return closeJob(work, found, { state: 'expired', ...late }, deps);
    }
    case 'fail': {
      const mail = await work.mail();
      if (!isRefusal(mail)) throw new Error('A job that can be sent was to be refused.');
      return closeJob(work, found, { ...mail, state: 'failed' }, deps);
    }
    case 'giveUp':
      return closeJob(work, found, { state: 'failed', ...deadLettered }, deps);
    case 'hold':
      return hold(work, found, deps);
    case 'finish':
    case 'parkAgain':
      return ended(rowOf(found));
    case 'parkBeside':
      return { kind: 'conflict', refusal: conflictOf(work) };
    case 'drop':
      return { kind: 'superseded', row: rowOf(found) };
    case 'impossible':
      log.impossible(work, `a message of epoch ${work.epoch} met a row of ${rowOf(found).epoch}`);
      // It would come back for ever. An open row has its own message, so nothing is lost but the order of a replay.
      return { kind: 'superseded', row: rowOf(found) };
    default:
      return step satisfies never;
  }
}

const deadLettered = {
  reason: 'DeadLettered',
  text: 'Service Bus moved the message to the dead-letter queue before it was worked on. Replay it.',
} as const;

const recordGone = {
  reason: 'RecordGone',
  text: 'There is no record of this job, and its message is older than records are kept: whether the mail went out is unknown.',
} as const;

function withRow(found: FoundRow | undefined): FoundRow {
  if (found) return found;
  throw new Error('A step that needs a row was to be taken without one.');
}

const rowOf = (found: FoundRow | undefined) => withRow(found).row;

/** A job whose outcome nobody can know: without a record the possible double is named from now on. */
function hold(work: Work, found: FoundRow | undefined, deps: DeliverDeps): Promise<Progress> {
  return found
    ? closeJob(work, found, { state: 'held', ...outcomeUnknown }, deps)
    : closeJob(work, found, { state: 'held', doubt: 'unproved', ...recordGone }, deps);
}

async function doubt(
  step: 'doubt' | 'reopen',
  work: Work,
  found: FoundRow | undefined,
  { ledger, clock }: DeliverDeps,
): Promise<Progress> {
  // A replay renews the lifetime.
  const { epoch, deadlineMs } = step === 'reopen' ? work : rowOf(found);
  const row = nextRow(work, '', rowOf(found), { state: 'uncertain', epoch, deadlineMs });
  const written = await writeRow(work.jobId, found, row, ledger);
  if (written.kind === 'changed') return written;
  return { kind: 'putBack', atMs: clock.now() + times.pollsMs[0], why: 'Uncertain' };
}

function turnOf(found: FoundRow | undefined, nowMs: number): { atMs: number; why: string } {
  const { row, ageMs } = found ?? {};
  if (row?.state === 'sending')
    return { atMs: nowMs + times.attemptMs - (ageMs ?? 0), why: 'Sending' };
  return { atMs: row?.dueMs ?? nowMs, why: row?.code ?? 'NotItsTurn' };
}

/** Another mail under the same id; a claim check that names no hash may also have been overwritten. */
function conflictOf({ job }: Work): Refusal {
  return job?.body.kind === 'blob' && job.body.sha256 === undefined
    ? refused(
        'BlobChanged',
        `The blob "${job.body.name}" is not what was enqueued under this job id before.`,
      )
    : refused(
        'JobIdReused',
        'This job id was used before for a mail with another body, mailbox, recipients or action.',
      );
}
