import { readAddressList } from './addressList.ts';
import { type AddrSpec, readAddrSpec } from './addrSpec.ts';
import type { HeaderField } from './headerBlock.ts';
import { maxRecipients } from './limits.ts';
import { type MimeRefusal, refuse } from './mimeReasons.ts';

/** Who gets the message. */
export interface Envelope {
  readonly kind: 'envelope';
  /** Everybody, each once, normalised (`AddrSpec.key`): headers first, then those to add. */
  readonly recipients: readonly string[];
  /** Those of the job's recipients that no header names, as the producer wrote them: to be added to Bcc. */
  readonly missing: readonly string[];
}

/**
 * Joins To, Cc and Bcc with the recipients the producer gave with the job. Graph takes the envelope from these headers
 * alone, so a wish can add (as Bcc) but not leave out. Addresses are compared without regard to case or needless quotes.
 */
export function readEnvelope(
  byName: ReadonlyMap<string, HeaderField>,
  wished: readonly string[] | undefined,
): Envelope | MimeRefusal {
  const inHeaders = new Set<string>();
  for (const header of ['To', 'Cc', 'Bcc']) {
    const field = byName.get(header.toLowerCase());
    if (!field) continue;
    const list = readAddressList(field, header);
    if (list.kind === 'refused') return list;
    for (const address of list.addresses) inHeaders.add(address.key);
  }
  const inWish = readWish(wished ?? []);
  if (inWish.kind === 'refused') return inWish;

  const leftOut = [...inHeaders].filter((key) => !inWish.byKey.has(key));
  if (wished && leftOut.length > 0) {
    return refuse(
      'EnvelopeNarrowed',
      `${leftOut.length} of ${inHeaders.size} addresses in To, Cc and Bcc are not among the job's ${inWish.byKey.size} recipients.`,
    );
  }
  const missing = [...inWish.byKey.values()].filter((address) => !inHeaders.has(address.key));
  const recipients = [...inHeaders, ...missing.map((address) => address.key)];
  if (recipients.length === 0) return refuse('EnvelopeEmpty', 'The message has no recipients.');
  if (recipients.length > maxRecipients) {
    return refuse(
      'TooManyRecipients',
      `The message has ${recipients.length} recipients, allowed are ${maxRecipients}.`,
    );
  }
  return { kind: 'envelope', recipients, missing: missing.map((address) => address.written) };
}

interface Wish {
  readonly kind: 'wish';
  readonly byKey: ReadonlyMap<string, AddrSpec>;
}

function readWish(wished: readonly string[]): Wish | MimeRefusal {
  const byKey = new Map<string, AddrSpec>();
  for (const [index, text] of wished.entries()) {
    const address = readAddrSpec(text);
    if (address.kind === 'fault') {
      const found = `Recipient ${index + 1} of those given with the job ${address.found}.`;
      return refuse(`Recipient${address.fault}`, found);
    }
    if (!byKey.has(address.key)) byKey.set(address.key, address);
  }
  return { kind: 'wish', byKey };
}
