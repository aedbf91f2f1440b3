import type { Behaviour } from '../behaviour/behaviour.ts';
import { folderIds } from '../mailboxes/folders.ts';
import type { SimulatedMailbox } from '../mailboxes/mailbox.ts';
import type { Simulator } from '../simulator.ts';
import type { AcceptedMessage } from '../store/acceptedMessage.ts';
import { arrivedIn } from './arrivedItem.ts';
import type { StoredMail } from './existingMail.ts';
import { emailAddress, type MailboxItem, wholeSeconds } from './itemView.ts';

/**
 * What a search of the whole mailbox sees now. Graph promises no order; old mails come first here, the worst case for a
 * reader who looks at one page only.
 */
export function itemsIn(mailbox: SimulatedMailbox, simulator: Simulator): readonly MailboxItem[] {
  const { messages, existing, behaviour } = simulator;
  const nowMs = Date.now();
  const accepted = messages
    .list()
    .filter(({ mailboxId }) => mailboxId === mailbox.id)
    .flatMap((message) => acceptedItem(message, behaviour.current, nowMs));
  return [...existing.of(mailbox).map(existingItem), ...accepted, ...arrivedIn(mailbox, simulator)];
}

/** First absent, then a draft, then the copy in Sent Items unless the sender wanted none. */
function acceptedItem(
  { id, internetMessageId, receivedAt, saveToSentItems, from, bcc }: AcceptedMessage,
  { visibleAfterMs, draftForMs, messageIds }: Behaviour,
  nowMs: number,
): readonly MailboxItem[] {
  const visibleForMs = nowMs - Date.parse(receivedAt) - visibleAfterMs;
  if (visibleForMs < 0) return [];
  const isDraft = visibleForMs < draftForMs;
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
