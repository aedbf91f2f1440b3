import type { HeaderField } from './headerBlock.ts';

/** What to add to a header block. The addresses and the id are checked ASCII; nothing else is ever written. */
export interface Additions {
  /** A Message-ID with its angle brackets, for a message without one. */
  readonly messageId?: string | undefined;
  /** Addresses that no header names. */
  readonly bcc: readonly string[];
}

/**
 * The header block with a Message-ID as its first line and more Bcc addresses, the bytes around them untouched;
 * `undefined` when there is nothing to add. `bccField` is the Bcc header that is there already.
 */
export function withAdditions(
  block: Buffer,
  additions: Additions,
  bccField: HeaderField | undefined,
): Buffer | undefined {
  const { messageId, bcc } = additions;
  if (!messageId && bcc.length === 0) return undefined;
  const insertAt = bccField?.endAt ?? block.length;
  return Buffer.concat([
    Buffer.from(messageId ? `Message-ID: ${messageId}\r\n` : '', 'latin1'),
    block.subarray(0, insertAt),
    Buffer.from(bcc.length > 0 ? bccText(bcc, bccField) : '', 'latin1'),
    block.subarray(insertAt),
  ]);
}

/** One address a line: at most 254 bytes each, far below the 998 of RFC 5322. */
function bccText(addresses: readonly string[], bccField: HeaderField | undefined): string {
  const list = addresses.join(',\r\n ');
  if (!bccField) return `Bcc: ${list}\r\n`;
  const before = bccField.value.trimEnd();
  const comma = before === '' || before.endsWith(',') ? '' : ',';
  return `${comma}\r\n ${list}`;
}
