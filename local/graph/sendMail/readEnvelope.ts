import { addressParser, decodeWords } from 'postal-mime';
import type { Address } from '../store/acceptedMessage.ts';
import { headerValues } from './headerValues.ts';

/** What the header block says about sender and recipients; every From is listed, for the caller to judge. */
export interface EnvelopeHeaders {
  readonly from: readonly Address[];
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly bcc: readonly Address[];
  readonly subject: string;
  readonly internetMessageId?: string;
}

/**
 * Reads the header block of a MIME message, and only that: bodies may be megabytes.
 * @returns undefined when the bytes do not begin with a header field
 */
export function readEnvelope(mime: Buffer): EnvelopeHeaders | undefined {
  const block = mime.subarray(0, headerBlockEnd(mime));
  const longestName = 1000; // RFC 5322, 2.1.1: no line is longer
  if (!/^[!-9;-~]+[ \t]*:/.test(block.toString('latin1', 0, longestName))) return undefined;

  const values = headerValues(block, ['from', 'to', 'cc', 'bcc', 'subject', 'message-id']);
  const addressesIn = (name: string) => values.get(name)?.flatMap(readAddresses) ?? [];
  const [subject = ''] = values.get('subject') ?? [];
  const [messageId] = values.get('message-id') ?? [];
  return {
    from: addressesIn('from'),
    to: addressesIn('to'),
    cc: addressesIn('cc'),
    bcc: addressesIn('bcc'),
    subject: decodeWords(subject),
    ...(messageId ? { internetMessageId: decodeWords(messageId) } : {}),
  };
}

/** Position of the blank line after the headers, with either kind of line end; the whole length when there is none. */
function headerBlockEnd(mime: Buffer): number {
  const lineFeed = 0x0a;
  for (let end = mime.indexOf(lineFeed); end >= 0; end = mime.indexOf(lineFeed, end + 1)) {
    const next = mime[end + 1] === 0x0d ? mime[end + 2] : mime[end + 1];
    if (next === lineFeed) return end + 1;
  }
  return mime.length;
}

function readAddresses(value: string): readonly Address[] {
  return addressParser(value, { flatten: true }).map(({ name, address }) => ({
    name,
    address: address ?? '',
  }));
}
