import type { Clock } from '../clock.ts';
import type { FoundRow } from '../ledger/row.ts';
import type { Later, TurnWish } from '../pacing/pacer.ts';
import type { DeliverDeps } from './deliverDeps.ts';
import { nextRow } from './nextRow.ts';
import type { Progress } from './outcome.ts';
import type { SendableMail } from './sendableMail.ts';
import { times } from './times.ts';
import type { Work } from './work.ts';
import { writeRow } from './writeRow.ts';

/** What the attempt of a job asks of its mailbox. */
export function wishOf(work: Work, mail: SendableMail, clock: Pick<Clock, 'now'>): TurnWish {
  return {
    mailbox: mail.mailbox,
    priority: work.job?.priority ?? 'normal',
    recipientCount: mail.recipientCount,
    sizeBytes: mail.mime.length,
    wasPlanned: work.hop > 0,
    mayWaitUntilMs: Math.min(clock.now() + times.turnWaitMs, endOf(work)),
  };
}

/**
 * The mailbox has no turn for the job now: it comes back when it has one, at the end of its life at the latest. A job without
 * a record gets one, so that people see it and until when it waits.
 */
export async function waitForTurn(
  work: Work,
  found: FoundRow | undefined,
  content: string,
  { mailbox, messageId }: SendableMail,
  { atMs, why }: Later,
  { ledger }: DeliverDeps,
): Promise<Progress> {
  const dueMs = Math.min(atMs, endOf(work));
  if (!found) {
    const row = { state: 'queued', dueMs, code: why, mailbox, messageId } as const;
    const written = await writeRow(
      work.jobId,
      undefined,
      nextRow(work, content, undefined, row),
      ledger,
    );
    if (written.kind === 'changed') return written;
  }
  return { kind: 'putBack', atMs: dueMs, why };
}

const endOf = ({ deadlineMs, notAfterMs = deadlineMs }: Work) => Math.min(deadlineMs, notAfterMs);
