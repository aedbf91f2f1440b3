import { domainToASCII, domainToUnicode } from 'node:url';
import { maxAddressBytes, maxDomainLabelBytes, maxLocalPartBytes } from './limits.ts';

/** One address that every mail program reads alike. */
export interface AddrSpec {
  readonly kind: 'address';
  /** As it was written; printable ASCII without spaces outside quotes, so it may be put into a header. */
  readonly written: string;
  /**
   * The same in lower case, without quotes that are not needed: equal for equal mailboxes. Exchange compares
   * local parts without regard to case, so we do.
   */
  readonly key: string;
  /** In lower case and xn-- form. */
  readonly domain: string;
  /** The local part is a quoted string. */
  readonly quoted: boolean;
}

/** What is wrong with text that should be an address; `found` continues the sentence "The address ...". */
export interface AddrFault {
  readonly kind: 'fault';
  readonly fault: 'NotAscii' | 'Route' | 'Comment' | 'DomainNotDotted' | 'Malformed';
  readonly found: string;
}

const dotAtom = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
/** Needed for local parts such as "jo..ann"; with @ , < > or \ inside, parsers have named another mailbox (CVE-2025-13033). */
const quotedLocalPart = /^"[A-Za-z0-9!#$%&'*+/=?^_`{|}~. -]+"$/;
/**
 * Exchange servers unpack such an address and deliver to the one inside: `IMCEASMTP-user+40other+2Eexample@own.example`
 * (form: MS-OXCMAIL 2.1.3.1.8). Who is looked up, or whose domain is allowed, could then be somebody else.
 */
const encapsulated = /^"?imcea[^-]*-/i;
const label = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/** Whether text is a dot-atom (RFC 5322, section 3.2.3): safe on the left of an address or Message-ID. */
export function isDotAtom(text: string): boolean {
  return dotAtom.test(text);
}

/**
 * Reads a bare address: dot-atom or simple quoted string, `@`, a domain of at least two LDH labels. Source routes,
 * comments, domain literals, 8-bit text and inner white space are faults, never cleaned away.
 */
export function readAddrSpec(text: string): AddrSpec | AddrFault {
  if (/^@[^:]*:/.test(text)) return fault('Route', 'begins with a source route');
  if (text.length > maxAddressBytes) {
    return fault('Malformed', `has ${text.length} bytes, allowed are ${maxAddressBytes}`);
  }
  if (/[\x80-\uffff]/.test(text)) return fault('NotAscii', 'holds a byte above 0x7f');
  if (/[()]/.test(text)) return fault('Comment', 'holds a parenthesis');

  const at = text.lastIndexOf('@');
  if (at < 0) return fault('Malformed', 'has no "@"');
  const local = text.slice(0, at);
  if (local.length > maxLocalPartBytes) {
    return fault(
      'Malformed',
      `has ${local.length} bytes before "@", allowed are ${maxLocalPartBytes}`,
    );
  }
  // All its characters are legal, but Python and mailparser decode it to another local part.
  if (local.includes('=?')) return fault('Malformed', 'has an encoded word before "@"');
  if (encapsulated.test(local)) return fault('Malformed', 'is an IMCEA form of another address');
  const quoted = quotedLocalPart.test(local);
  if (!quoted && !isDotAtom(local)) return fault('Malformed', 'has no plain local part before "@"');

  const domain = text.slice(at + 1).toLowerCase();
  const wrong = domainFault(domain);
  if (wrong) return wrong;
  const unquoted = quoted && isDotAtom(local.slice(1, -1)) ? local.slice(1, -1) : local;
  const key = `${unquoted.toLowerCase()}@${domain}`;
  return { kind: 'address', written: text, key, domain, quoted };
}

function domainFault(domain: string): AddrFault | undefined {
  const labels = domain.split('.');
  for (const part of labels) {
    if (!label.test(part) || part.length > maxDomainLabelBytes) {
      return fault(
        'Malformed',
        'has a domain that is not letters, digits and hyphens in dotted labels',
      );
    }
  }
  if (labels.length < 2) return fault('DomainNotDotted', 'has a domain without a dot');
  if (/^[0-9]+$/.test(labels.at(-1) ?? '')) return fault('Malformed', 'has a number for a domain');
  if (domain.includes('xn--') && !isInternational(domain)) {
    return fault('Malformed', 'has an xn-- domain label that is no valid punycode');
  }
  return undefined;
}

/**
 * Whether every xn-- label stands for a name it is the only spelling of. A false one decodes to anything in lenient
 * programs, "@" included. Node 24 leaves false labels as they are where Node 22 answers ''.
 */
function isInternational(domain: string): boolean {
  const unicode = domainToUnicode(domain);
  return !unicode.includes('xn--') && domainToASCII(unicode) === domain;
}

function fault(kind: AddrFault['fault'], found: string): AddrFault {
  return { kind: 'fault', fault: kind, found };
}
