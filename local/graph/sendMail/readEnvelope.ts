import PostalMime, { addressParser, type Header } from 'postal-mime';
import type { Address } from '../store/acceptedMessage.ts';

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
 * @returns undefined when the bytes do not begin with a header field, or the block is beyond all measure
 */
export async function readEnvelope(mime: Buffer): Promise<EnvelopeHeaders | undefined> {
  const block = mime.subarray(0, headerBlockEnd(mime));
  if (!/^[!-9;-~]+[ \t]*:/.test(block.toString('latin1'))) return undefined;

  const parsed = await PostalMime.parse(block).catch(() => undefined);
  if (parsed === undefined) return undefined;
  const { headers, subject = '', messageId } = parsed;
  return {
    from: addressesIn(headers, 'from'),
    to: addressesIn(headers, 'to'),
    cc: addressesIn(headers, 'cc'),
    bcc: addressesIn(headers, 'bcc'),
    subject,
    ...(messageId === undefined ? {} : { internetMessageId: messageId }),
  };
}

/** Position of the blank line after the headers, with either kind of line end; the whole length when there is none. */
function headerBlockEnd(mime: Buffer): number {
  const ends = ['\n\r\n', '\n\n'].map((blank) => mime.indexOf(blank)).filter((at) => at >= 0);
  return ends.length > 0 ? Math.min(...ends) + 1 : mime.length;
}

function addressesIn(headers: readonly Header[], key: string): readonly Address[] {
  return headers
    .filter((header) => header.key === key)
    .flatMap((header) => addressParser(header.value, { flatten: true }))
    .map(({ name, address }) => ({ name, address: address ?? '' }));
}
