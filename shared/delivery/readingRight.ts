import type { Clock } from '../clock.ts';
import type { MailFinder } from '../graph/mailFinder.ts';
import type { MailLog } from '../maillog/mailLog.ts';

/** A right that is given shows within two hours (docs/reference/graph-mail.md, section 8); so often it is tried again. */
const rememberedMs = 3_600_000;
/** More mailboxes than one identity sends from; the oldest is forgotten first. */
const mostMailboxes = 10_000;

/** A finder that asks a mailbox which refused to be read no more for an hour, and says so in the log once. */
export function rememberingRefusals(finder: MailFinder, clock: Clock, log: MailLog): MailFinder {
  const forbiddenUntilMs = new Map<string, number>();
  return {
    async find(request) {
      const { mailbox } = request;
      if (clock.now() < (forbiddenUntilMs.get(mailbox) ?? 0)) return { kind: 'forbidden' };
      const answer = await finder.find(request);
      forbiddenUntilMs.delete(mailbox);
      if (answer.kind !== 'forbidden') return answer;
      log.readingForbidden(mailbox);
      forbiddenUntilMs.set(mailbox, clock.now() + rememberedMs);
      const [oldest] = forbiddenUntilMs.keys();
      if (forbiddenUntilMs.size > mostMailboxes && oldest !== undefined) {
        forbiddenUntilMs.delete(oldest);
      }
      return answer;
    },
  };
}
