import { isUtf8 } from 'node:buffer';
import { type AddressToken, readAddressTokens } from './addressTokens.ts';
import type { AddrSpec } from './addrSpec.ts';
import type { HeaderField } from './headerBlock.ts';
import { type MimeReason, type MimeRefusal, refuse } from './mimeReasons.ts';
import { readRecipient } from './recipient.ts';

/** The addresses of one To, Cc or Bcc header in their order, repeated ones included. */
export interface AddressList {
  readonly kind: 'addresses';
  readonly addresses: readonly AddrSpec[];
}

/**
 * Reads a header of recipients (RFC 5322, section 3.4). Exchange reads the same bytes again and sends to what it finds,
 * so what programs read differently is refused here too: groups with members, routes, comments that touch an address,
 * addresses hidden in encoded names. Ordinary names pass: quoted, encoded, raw UTF-8, with an address in quotes.
 * `header` is the name to use in the refusal.
 */
export function readAddressList(field: HeaderField, header: string): AddressList | MimeRefusal {
  const { value } = field;
  const refuseAt = (at: number, reason: MimeReason, found: string) => {
    const line = field.line + value.slice(0, at).split('\n').length - 1;
    return refuse(reason, `${header} (line ${line}) ${found}.`);
  };
  if (!isUtf8(Buffer.from(value, 'latin1'))) {
    return refuseAt(0, 'RecipientMalformed', 'holds bytes above 0x7f that are not UTF-8');
  }
  const read = readAddressTokens(value);
  if (read.kind === 'unreadable')
    return refuseAt(read.at, 'RecipientMalformed', `has ${read.found}`);

  const addresses: AddrSpec[] = [];
  for (const element of splitAtCommas(read.tokens)) {
    const recipient = readRecipient(element, value);
    if (recipient.kind === 'fault') {
      return refuseAt(element[0]?.startAt ?? 0, recipient.reason, recipient.found);
    }
    if (recipient.kind === 'address') addresses.push(recipient);
  }
  return { kind: 'addresses', addresses };
}

/** Without empty elements: `a@b.example,,` is sloppy, but everybody reads it alike. */
function splitAtCommas(tokens: readonly AddressToken[]): AddressToken[][] {
  const elements: AddressToken[][] = [];
  let element: AddressToken[] = [];
  for (const token of tokens) {
    if (token.kind !== ',') element.push(token);
    else if (element.length > 0) {
      elements.push(element);
      element = [];
    }
  }
  return element.length > 0 ? [...elements, element] : elements;
}
