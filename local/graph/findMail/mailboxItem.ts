import type { SimulatedMailbox } from '../mailboxes/mailbox.ts';
import type { Simulator } from '../simulator.ts';
import type { AcceptedMessage } from '../store/acceptedMessage.ts';
import type { StoredMail } from './existingMail.ts';
import type { SearchBehaviour } from './searchBehaviour.ts';

/** A mail as it stands in a mailbox, with the properties that Graph gives a message. */
export interface MailboxItem {
  readonly id: string;
  readonly internetMessageId?: string;
  readonly isDraft: boolean;
  /** ISO 8601, UTC, in whole seconds as in Graph's examples. */
  readonly createdDateTime: string;
}

/**
 * What a search of the whole mailbox sees now. Graph promises no order; old mails come first here, the worst case for a
 * reader who looks at one page only.
 */
export function itemsIn(mailbox: SimulatedMailbox, simulator: Simulator): readonly MailboxItem[] {
  const { messages, existing, search } = simulator;
  const nowMs = Date.now();
  const accepted = messages
    .list()
    .filter(({ mailboxId }) => mailboxId === mailbox.id)
    .flatMap((message) => acceptedItem(message, search.current, nowMs));
  return [...existing.of(mailbox).map(existingItem), ...accepted];
}

/** First absent, then a draft, then the copy in Sent Items unless the sender wanted none. */
function acceptedItem(
  { id, internetMessageId, receivedAt, saveToSentItems }: AcceptedMessage,
  { visibleAfterMs, draftForMs }: SearchBehaviour,
  nowMs: number,
): readonly MailboxItem[] {
  const visibleForMs = nowMs - Date.parse(receivedAt) - visibleAfterMs;
  if (visibleForMs < 0) return [];
  const isDraft = visibleForMs < draftForMs;
  if (!isDraft && !saveToSentItems) return [];
  const messageId = internetMessageId === undefined ? {} : { internetMessageId };
  return [{ id, ...messageId, isDraft, createdDateTime: wholeSeconds(receivedAt) }];
}

function existingItem({ id, internetMessageId, isDraft, createdAt }: StoredMail): MailboxItem {
  return {
    id,
    internetMessageId,
    isDraft: isDraft ?? false,
    createdDateTime: wholeSeconds(createdAt),
  };
}

function wholeSeconds(time: string): string {
  return `${time.slice(0, 'yyyy-mm-ddThh:mm:ss'.length)}Z`;
}
