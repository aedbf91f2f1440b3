import { folderIds } from '../mailboxes/folders.ts';
import { addressesOf, type SimulatedMailbox } from '../mailboxes/mailbox.ts';
import type { Simulator } from '../simulator.ts';
import { type AcceptedMessage, type Address, isHeld } from '../store/acceptedMessage.ts';
import { emailAddress, type MailboxItem, wholeSeconds } from './itemView.ts';

const isRecipient = (addresses: readonly string[], recipients: readonly Address[]) =>
  recipients.some(({ address }) => addresses.includes(address.toLowerCase()));

/** Those of the mails that arrived in a mailbox, as transport left them there. */
export function arrivedIn(
  mailbox: SimulatedMailbox,
  messages: readonly AcceptedMessage[],
  simulator: Simulator,
): readonly MailboxItem[] {
  const { arriving } = simulator.behaviour.current;
  if (!arriving) return [];
  const addresses = addressesOf(mailbox);
  const nowMs = simulator.clock.nowMs();
  return messages
    .filter((message) => !isHeld(message, nowMs))
    .filter(({ to, cc, bcc }) =>
      [to, cc, bcc].some((recipients) => isRecipient(addresses, recipients)),
    )
    .map((message) => arrivedItem(message, simulator));
}

function arrivedItem(message: AcceptedMessage, simulator: Simulator): MailboxItem {
  const { aliases, bcc, messageIds } = simulator.behaviour.current;
  const sender = simulator.mailboxes.byId(message.mailboxId);
  // From of another mailbox (Send As) is no alias and stays.
  const isAlias = sender && addressesOf(sender).includes(message.from.address.toLowerCase());
  const from =
    aliases === 'replaced' && isAlias
      ? { ...message.from, address: message.mailbox }
      : message.from;
  const { internetMessageId } = message;
  return {
    id: `${message.id}-arrived`,
    ...(internetMessageId === undefined || messageIds === 'replaced' ? {} : { internetMessageId }),
    isDraft: false,
    createdDateTime: wholeSeconds(message.receivedAt),
    parentFolderId: folderIds.inbox,
    from: emailAddress(from),
    bccRecipients: bcc === 'shown' ? message.bcc.map(emailAddress) : [],
  };
}
