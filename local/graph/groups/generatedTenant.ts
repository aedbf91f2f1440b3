import { mailboxFor, type SimulatedMailbox } from '../mailboxes/mailbox.ts';
import { groupFor, type SimulatedGroup } from './group.ts';

/** People who report to one manager, an ordinary number in a company. */
const reportsPerManager = 10;

/**
 * A tenant of a size: mailboxes `sender000001@contoso.example` and so on, each with an alias and most with a manager,
 * all of them in the group "Mail senders". The same for the same number.
 */
export function generatedTenant(memberCount: number): {
  readonly mailboxes: readonly SimulatedMailbox[];
  readonly groups: readonly SimulatedGroup[];
} {
  const mailboxes: SimulatedMailbox[] = [];
  for (let index = 0; index < memberCount; index += 1) {
    const number = String(index + 1).padStart(6, '0');
    const address = `sender${number}@contoso.example`;
    const manager =
      index === 0 ? undefined : mailboxes[Math.floor((index - 1) / reportsPerManager)];
    const mailbox = mailboxFor(address, {
      displayName: `Sender ${number}`,
      proxyAddresses: [`SMTP:${address}`, `smtp:s${number}@contoso.example`],
      ...(manager && { manager: manager.id }),
    });
    mailboxes.push(mailbox);
  }
  const ids = mailboxes.map(({ id }) => id);
  return { mailboxes, groups: [groupFor('Mail senders', ids)] };
}
