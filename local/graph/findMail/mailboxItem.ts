import type { Behaviour } from '../behaviour/behaviour.ts';
import { folderIds } from '../mailboxes/folders.ts';
import type { SimulatedMailbox } from '../mailboxes/mailbox.ts';
import type { Simulator } from '../simulator.ts';
import { type AcceptedMessage, isHeld } from '../store/acceptedMessage.ts';
import { arrivedIn } from './arrivedItem.ts';
import type { StoredMail } from './existingMail.ts';
import { emailAddress, type MailboxItem, wholeSeconds } from './itemView.ts';

/**
 * What a search of the whole mailbox sees now. Graph promises no order; old mails come first here, the worst case for a
 * reader who looks at one page only.
 */
export function itemsIn(mailbox: SimulatedMailbox, simulator: Simulator): readonly MailboxItem[] {
  return itemsOf(simulator.messages.list(), mailbox, simulator);
}

/** Those of them that have this Message-ID, without looking at the others. */
export function itemsWithMessageId(
  internetMessageId: string,
  mailbox: SimulatedMailbox,
  simulator: Simulator,
): readonly MailboxItem[] {
  const messages = simulator.messages.withMessageId(internetMessageId);
  return itemsOf(messages, mailbox, simulator).filter(
    (item) => item.internetMessageId === internetMessageId,
  );
}

/** @param messages the accepted mails to look at, of all mailboxes */
function itemsOf(
  messages: readonly AcceptedMessage[],
  mailbox: SimulatedMailbox,
  simulator: Simulator,
): readonly MailboxItem[] {
  const { existing, behaviour, clock } = simulator;
  const nowMs = clock.nowMs();
  const accepted = messages
    .filter(({ mailboxId }) => mailboxId === mailbox.id)
    .flatMap((message) => acceptedItem(message, behaviour.current, nowMs));
  return [
    ...existing.of(mailbox).map(existingItem),
    ...accepted,
    ...arrivedIn(mailbox, messages, simulator),
  ];
}

/** First absent, then a draft while it has to wait, then the copy in Sent Items unless the sender wanted none. */
function acceptedItem(
  message: AcceptedMessage,
  { visibleAfterMs, draftForMs, messageIds }: Behaviour,
  nowMs: number,
): readonly MailboxItem[] {
  const { id, internetMessageId, receivedAt, saveToSentItems, from, bcc } = message;
  const visibleForMs = nowMs - Date.parse(receivedAt) - visibleAfterMs;
  if (visibleForMs < 0) return [];
  const isDraft = visibleForMs < draftForMs || isHeld(message, nowMs);
  if (!isDraft && !saveToSentItems) return [];
  const isKept = internetMessageId !== undefined && messageIds === 'kept';
  return [
    {
      id,
      ...(isKept ? { internetMessageId } : {}),
      isDraft,
      createdDateTime: wholeSeconds(receivedAt),
      parentFolderId: isDraft ? folderIds.drafts : folderIds.sentItems,
      from: emailAddress(from),
      bccRecipients: bcc.map(emailAddress), // the sender's own copy keeps it
    },
  ];
}

function existingItem({ id, internetMessageId, isDraft, createdAt }: StoredMail): MailboxItem {
  return {
    id,
    internetMessageId,
    isDraft: isDraft ?? false,
    createdDateTime: wholeSeconds(createdAt),
    parentFolderId: isDraft ? folderIds.drafts : folderIds.sentItems,
    bccRecipients: [],
  };
}
