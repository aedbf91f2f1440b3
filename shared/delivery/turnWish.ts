import type { Clock } from '../clock.ts';
import type { TurnWish } from '../pacing/pacer.ts';
import { endOf } from './endOfLife.ts';
import type { SendableMail } from './sendableMail.ts';
import { times } from './times.ts';
import type { Work } from './work.ts';

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
