import { isDotAtom } from './addrSpec.ts';
import type { HeaderField } from './headerBlock.ts';
import { maxMessageIdBytes } from './limits.ts';
import { type MimeRefusal, refuse } from './mimeReasons.ts';

/** A Message-ID with its angle brackets, exactly as the mailbox will hold it. */
export interface MessageId {
  readonly kind: 'messageId';
  readonly id: string;
}

/**
 * Wider than RFC 5322's dot-atoms, as real mailers are (colons, slashes, domain literals); one "@", nothing to quote
 * or fold. The parts are anchored on both sides: an open `[ \t]+$` took a minute on 256 KB of spaces.
 */
const onlyMessageId = /^[ \t]*(<[!#-'*+\--;=?A-[\]-~]+@[!#-'*+\--;=?A-[\]-~]+>)[ \t]*$/;

/** Reads the one id of a Message-ID header, folded or not; `absent` when there is no such header. */
export function readMessageId(
  field: HeaderField | undefined,
): MessageId | { readonly kind: 'absent' } | MimeRefusal {
  if (!field) return { kind: 'absent' };
  const id = onlyMessageId.exec(field.value.replace(/\r\n/g, ''))?.[1];
  if (!id) {
    return refuse('MessageIdMalformed', `Message-ID (line ${field.line}) is not one id.`);
  }
  if (id.length > maxMessageIdBytes) {
    return refuse(
      'MessageIdMalformed',
      `Message-ID (line ${field.line}) has ${id.length} bytes, allowed are ${maxMessageIdBytes}.`,
    );
  }
  return { kind: 'messageId', id };
}

/**
 * The id for a message that has none: the same for every attempt of a job, because the caller derives `localPart`
 * from the job id. Throws a TypeError for a local part that is no dot-atom: that is our own mistake, not the producer's.
 */
export function fallbackMessageId(localPart: string, domain: string): string {
  if (!isDotAtom(localPart)) {
    throw new TypeError(
      `fallbackMessageIdLocalPart is ${JSON.stringify(localPart)}; it must be a dot-atom such as mailchute.0a1b2c.`,
    );
  }
  return `<${localPart}@${domain}>`;
}
