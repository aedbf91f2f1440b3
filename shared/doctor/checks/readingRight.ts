import type { MailFinder } from '../../graph/mailFinder.ts';
import { doctorTimes } from '../times.ts';

/** Whether the identity may look for mail in a mailbox. */
export type ReadingRight = 'allowed' | 'forbidden' | 'unknown';

/** No mail has this Message-ID: the question is the engine's own search, and reads nothing of anybody. */
const ofNoMail = '<never-sent@doctor.mailchute.invalid>';

/** Asks as the engine looks for a mail in doubt. */
export async function readingRight(mailbox: string, finder: MailFinder): Promise<ReadingRight> {
  const answer = await finder.find({
    mailbox,
    messageId: ofNoMail,
    sinceMs: 0,
    withinMs: doctorTimes.requestMs,
  });
  if (answer.kind === 'forbidden') return 'forbidden';
  return answer.kind === 'noAnswer' ? 'unknown' : 'allowed';
}
