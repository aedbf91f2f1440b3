import type { SimulatedMailbox } from '../mailboxes/mailbox.ts';
import type { Simulator } from '../simulator.ts';

/**
 * Puts these mailboxes in the place of all others; those left out leave their groups.
 * @throws InvalidInput as `MailboxDirectory.replace`; then nothing changes
 */
export function replaceMailboxes(
  { mailboxes, groups }: Simulator,
  wanted: readonly SimulatedMailbox[],
): void {
  mailboxes.replace(wanted);
  groups.dropMissing();
}
