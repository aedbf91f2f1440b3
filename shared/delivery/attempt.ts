import type { SendAnswer } from '../graph/answer.ts';
import type { FoundRow, LedgerRow } from '../ledger/row.ts';
import { closeJob } from './closeJob.ts';
import type { DeliverDeps } from './deliverDeps.ts';
import { tooLate } from './endOfLife.ts';
import { ladderMs } from './ladder.ts';
import { nextRow } from './nextRow.ts';
import type { Progress } from './outcome.ts';
import { recordAnswer } from './recordAnswer.ts';
import { times } from './times.ts';
import type { Work } from './work.ts';
import { writeRow } from './writeRow.ts';

/**
 * One attempt: claim, guard, request, record. The claim is on disk before the first byte leaves: whoever finds it knows that
 * the mail may have gone out. `doubt` names what was passed over before this attempt.
 */
export async function attempt(
  work: Work,
  found: FoundRow | undefined,
  doubt: LedgerRow['doubt'],
  deps: DeliverDeps,
): Promise<Progress> {
  const mail = await work.mail();
  if (mail.kind === 'refused')
    return closeJob(work, found, { ...mail, state: 'failed', doubt }, deps);
  if (mail.kind === 'notYet') {
    const waitMs = ladderMs(work.hop, deps.clock.random());
    return { kind: 'putBack', atMs: deps.clock.now() + waitMs, why: mail.why };
  }
  const content = await work.content();
  // Whoever looked things up for long may have let its time pass: the table decides again.
  if (tooLate(work, deps.clock.now())) return { kind: 'changed', found };
  const reservedAt = deps.clock.monotonic();

  const claim = nextRow(work, content, found?.row, {
    state: 'sending',
    epoch: work.epoch,
    claim: deps.clock.uuid(),
    attempts: (found?.row.attempts ?? 0) + 1,
    dueMs: undefined,
    deadlineMs: work.deadlineMs,
    content,
    doubt,
    mailbox: mail.mailbox,
    messageId: mail.messageId,
    firstAttemptAtMs: found?.row.firstAttemptAtMs ?? deps.clock.now(),
    reason: undefined,
    code: undefined,
    text: undefined,
  });
  const claimed = await writeRow(work.jobId, found, claim, deps.ledger);
  if (claimed.kind === 'changed') return claimed;

  const answer: SendAnswer =
    deps.clock.monotonic() - reservedAt > times.guardMs
      ? { kind: 'waits', code: 'StoodStill', retryAfterMs: undefined }
      : await deps.graph.send({
          mailbox: mail.mailbox,
          mime: mail.mime,
          clientRequestId: claim.claim,
          withinMs: times.httpDeadlineMs,
        });
  return recordAnswer(work, claimed.version, answer, deps);
}
