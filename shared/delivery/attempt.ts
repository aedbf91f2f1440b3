import type { FoundRow, LedgerRow } from '../ledger/row.ts';
import { askInTurn } from './askInTurn.ts';
import { closeJob } from './closeJob.ts';
import { comeBack } from './comeBack.ts';
import type { DeliverDeps } from './deliverDeps.ts';
import { tooLate } from './endOfLife.ts';
import { ladderMs } from './ladder.ts';
import { nextRow } from './nextRow.ts';
import type { Progress } from './outcome.ts';
import { recordAnswer } from './recordAnswer.ts';
import type { SendableMail } from './sendableMail.ts';
import { wishOf } from './turnWish.ts';
import type { Work } from './work.ts';
import { writeRow } from './writeRow.ts';

/**
 * One attempt: turn, claim, guard, request, record. The claim is on disk before the first byte leaves: whoever finds it knows
 * that the mail may have gone out. `doubt` names what was passed over before this attempt.
 */
export async function attempt(
  work: Work,
  found: FoundRow | undefined,
  doubt: LedgerRow['doubt'],
  deps: DeliverDeps,
): Promise<Progress> {
  const { clock } = deps;
  const mail = await work.mail();
  if (mail.kind === 'refused')
    return closeJob(work, found, { ...mail, state: 'failed', doubt }, deps);
  if (mail.kind === 'notYet') {
    const atMs = clock.now() + ladderMs(work.hop, clock.random());
    return comeBack(work, found, undefined, { atMs, why: mail.why }, deps);
  }
  const content = await work.content();
  const turn = await deps.pacer.reserve(wishOf(work, mail, clock));
  if (turn.kind === 'later') return comeBack(work, found, mail, turn, deps);

  const asked = await askInTurn(turn, deps, mail, () =>
    claim(work, found, content, doubt, mail, deps),
  );
  return asked.kind === 'changed' ? asked : recordAnswer(work, asked.claimed, asked.answer, deps);
}

/** Writes the claim. Whoever looked things up or waited for long may have let the job's time pass: the table decides again. */
async function claim(
  work: Work,
  found: FoundRow | undefined,
  content: string,
  doubt: LedgerRow['doubt'],
  mail: SendableMail,
  { clock, ledger }: DeliverDeps,
) {
  if (tooLate(work, clock.now())) return { kind: 'changed', found } as const;
  const row = nextRow(work, content, found?.row, {
    state: 'sending',
    epoch: work.epoch,
    claim: clock.uuid(),
    attempts: (found?.row.attempts ?? 0) + 1,
    dueMs: undefined,
    deadlineMs: work.deadlineMs,
    content,
    doubt,
    mailbox: mail.mailbox,
    messageId: mail.messageId,
    firstAttemptAtMs: found?.row.firstAttemptAtMs ?? clock.now(),
    reason: undefined,
    code: undefined,
    text: undefined,
  });
  return writeRow(work.jobId, found, row, ledger);
}
