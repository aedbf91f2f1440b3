import type { FoundRow } from '../ledger/row.ts';
import { attempt } from './attempt.ts';
import { closeJob, ended } from './closeJob.ts';
import type { DeliverDeps } from './deliverDeps.ts';
import { tooLate } from './endOfLife.ts';
import { ladderMs } from './ladder.ts';
import { nextRow } from './nextRow.ts';
import type { Progress } from './outcome.ts';
import { type Finding, nextReconcileStep, type ReconcileCondition } from './reconcileTable.ts';
import { patienceMs, times } from './times.ts';
import type { Work } from './work.ts';
import { writeRow } from './writeRow.ts';

/**
 * A job in doubt: an attempt ended without an answer that proves anything. Looks for its Message-ID in the mailbox that sent
 * it and does what the table says. What a search says holds for the row it was started for: the write that follows is
 * conditional. Throws `StoreUnavailable`.
 */
export async function reconcile(work: Work, found: FoundRow, deps: DeliverDeps): Promise<Progress> {
  const patienceRunning = found.ageMs < patienceMs;
  const finding = await look(work, found, patienceRunning, deps);
  const nowMs = deps.clock.now();
  const late = tooLate(work, nowMs);
  const unproved = found.row.doubt === 'unproved';
  const facts = new Set<ReconcileCondition>();
  if (patienceRunning) facts.add('patienceRunning');
  if (late) facts.add('late');
  if (unproved) facts.add('unproved');
  if (unproved && found.row.epoch > 0) facts.add('unprovedReplay');
  if (deps.onUncertain === 'hold') facts.add('holdBySetting');

  const step = nextReconcileStep(finding, facts);
  switch (step) {
    case 'sent':
      return markSent(work, found, deps);
    case 'lookAgain':
      return { kind: 'putBack', atMs: nowMs + nextPollMs(work, found, deps), why: 'Uncertain' };
    case 'sendAgain':
      return attempt(work, found, 'absent', deps);
    case 'sendUnproved':
      return attempt(work, found, 'unproved', deps);
    case 'expire':
      if (late) return closeJob(work, found, { state: 'expired', doubt: 'absent', ...late }, deps);
      return closeJob(work, found, { state: 'held', ...outcomeUnknown }, deps);
    case 'hold':
      return closeJob(work, found, { state: 'held', ...outcomeUnknown }, deps);
    default:
      return step satisfies never;
  }
}

/** Why a job is held after an attempt without an answer. */
export const outcomeUnknown = {
  reason: 'OutcomeUnknown',
  text: 'An attempt to send ended without an answer that proves anything. Look for the Message-ID in the mailbox (Sent Items, Drafts, Outbox), then resolve the job.',
} as const;

/** A mail filed a little before our own start may still be ours: clocks of two services are compared. */
const clockToleranceMs = 5 * 60_000;

async function look(
  work: Work,
  { row }: FoundRow,
  patienceRunning: boolean,
  { finder, probe, clock }: DeliverDeps,
): Promise<Finding> {
  // A row that was made after its record was gone knows no attempt: the mail itself says where to look.
  const place = row.mailbox === undefined ? await lookAt(work) : row;
  if (place === 'notYet') return 'noAnswer';
  const { mailbox, messageId } = place;
  const firstAttemptAtMs = row.firstAttemptAtMs ?? row.enqueuedAtMs;
  const copiesGone = clock.now() - firstAttemptAtMs > times.sentCopiesMs;
  if (mailbox === undefined || messageId === undefined || copiesGone) return 'cannotKnow';
  const { kind } = await finder.find({
    mailbox,
    messageId,
    sinceMs: firstAttemptAtMs - clockToleranceMs,
    withinMs: times.httpDeadlineMs,
  });
  if (kind === 'forbidden') return 'cannotKnow';
  if (kind !== 'absent' || patienceRunning) return kind;
  return (await probe.absenceProves()) ? 'absent' : 'cannotKnow';
}

async function lookAt(work: Work): Promise<{ mailbox?: string; messageId?: string } | 'notYet'> {
  const mail = await work.mail();
  if (mail.kind === 'notYet') return mail.kind;
  return mail.kind === 'sendable' ? mail : {};
}

async function markSent(work: Work, found: FoundRow, deps: DeliverDeps): Promise<Progress> {
  const row = nextRow(work, '', found.row, { state: 'sent', reason: undefined, text: undefined });
  const written = await writeRow(work.jobId, found, row, deps.ledger);
  if (written.kind === 'changed') return written;
  deps.log.foundSent(work, row);
  return ended(row);
}

/** The next look at a mail in doubt, from now; after the last one by the ladder. */
function nextPollMs(work: Work, { ageMs }: FoundRow, { clock }: DeliverDeps): number {
  const next = times.pollsMs.find((pollMs) => pollMs > ageMs);
  return next === undefined ? ladderMs(work.hop, clock.random()) : next - ageMs;
}
