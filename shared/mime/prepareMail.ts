import { withAdditions } from './additions.ts';
import { readEnvelope } from './envelope.ts';
import { readHeaderFields } from './headerBlock.ts';
import { maxHeaderBytes } from './limits.ts';
import { fallbackMessageId, readMessageId } from './messageId.ts';
import { type MimeRefusal, refuse } from './mimeReasons.ts';
import { readSingleFields } from './onceOnly.ts';
import { readOneSender } from './sender.ts';
import { joinMessage, splitMessage } from './splitMessage.ts';

/** What the job asks for beside the message itself. */
export interface MailWish {
  /** Left side of the Message-ID to add when the message has none; a dot-atom, the same for every attempt of the job. */
  readonly fallbackMessageIdLocalPart: string;
  /** The envelope the producer gave: bare addresses. Absent: To, Cc and Bcc are the envelope. */
  readonly recipients?: readonly string[] | undefined;
}

/** A message that may go to Graph as it is, once its sender is allowed. */
export interface PreparedMail {
  readonly kind: 'prepared';
  /** CRLF throughout. The very bytes that came in (same memory) when nothing had to be added or converted. */
  readonly mime: Buffer;
  /** The one From address in lower case, its domain in xn-- form: the key to look the sender up by. */
  readonly from: string;
  /** With its angle brackets, exactly as in the message. */
  readonly messageId: string;
  /** The whole envelope, each address once, in lower case and without needless quotes. */
  readonly recipients: readonly string[];
}

/**
 * Checks a MIME message and makes it ready for Graph: one unmistakable From, CRLF, a Message-ID, the envelope in its
 * headers. Works on bytes; nothing is decoded and written again. Time and memory grow linearly with the message,
 * which is copied at most once. Throws a TypeError only for a wrong `fallbackMessageIdLocalPart`.
 */
export function prepareMail(mime: Uint8Array, wish: MailWish): PreparedMail | MimeRefusal {
  const message = splitMessage(mime);
  if (message.kind === 'refused') return message;
  const header = readHeaderFields(message.block);
  if (header.kind === 'refused') return header;
  const singles = readSingleFields(header.fields);
  if (singles.kind === 'refused') return singles;
  const { byName } = singles;

  const from = readOneSender(byName.get('from'), byName.get('sender'));
  if (from.kind === 'refused') return from;
  const fallbackId = fallbackMessageId(wish.fallbackMessageIdLocalPart, from.domain);
  const ownId = readMessageId(byName.get('message-id'));
  if (ownId.kind === 'refused') return ownId;
  const envelope = readEnvelope(byName, wish.recipients);
  if (envelope.kind === 'refused') return envelope;

  const additions = {
    messageId: ownId.kind === 'absent' ? fallbackId : undefined,
    bcc: envelope.missing,
  };
  const newBlock = withAdditions(message.block, additions, byName.get('bcc'));
  if (newBlock && newBlock.length > maxHeaderBytes) {
    const found = `With Bcc and Message-ID added, the header block has ${newBlock.length} bytes, allowed are ${maxHeaderBytes}.`;
    return refuse('HeaderTooLarge', found);
  }
  return {
    kind: 'prepared',
    mime: joinMessage(message, newBlock),
    from: from.key,
    messageId: ownId.kind === 'absent' ? fallbackId : ownId.id,
    recipients: envelope.recipients,
  };
}
