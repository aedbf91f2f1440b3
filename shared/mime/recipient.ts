import type { AddressToken } from './addressTokens.ts';
import { type AddrSpec, readAddrSpec } from './addrSpec.ts';
import { decodeEncodedWords } from './encodedWord.ts';
import type { MimeReason } from './mimeReasons.ts';

/** An element that names nobody: a comment alone, or an empty group. */
export interface Nobody {
  readonly kind: 'nobody';
}

/** Why an element is refused; `found` continues "To (line 3) ...". */
export interface RecipientFault {
  readonly kind: 'fault';
  readonly reason: MimeReason;
  readonly found: string;
}

/** Reads what stands between two commas of To, Cc or Bcc. `value` is the raw header value the tokens were read from. */
export function readRecipient(
  element: readonly AddressToken[],
  value: string,
): AddrSpec | Nobody | RecipientFault {
  const comments = element.filter((token) => token.kind === 'comment');
  // postal-mime ends a comment at the first ")" and took what followed for a part of the address.
  if (comments.some(({ text }) => /[()]/.test(text) || holdsAddress(text))) {
    return fault('RecipientComment', 'has "@" or more parentheses in parentheses');
  }
  const rest = element.filter((token) => token.kind !== 'comment');
  const last = rest.at(-1);
  if (!last) return { kind: 'nobody' };
  if (rest.some((token) => token.kind === ':')) return readGroup(rest);
  if (rest.some((token) => token.kind === ';')) {
    return fault('RecipientMalformed', 'has a ";" outside quotes');
  }
  if (rest.some((token) => token.kind === 'angle')) return readNamed(rest.slice(0, -1), last);
  return readBare(rest, comments, value);
}

/** `Name <addr>`, the name being words and quoted strings. */
function readNamed(words: readonly AddressToken[], last: AddressToken): AddrSpec | RecipientFault {
  if (words.some((word) => word.kind === 'angle')) {
    return fault('RecipientMalformed', 'has text between an address and the next comma');
  }
  if (words.some((word) => word.kind === 'word' && word.text.includes('@'))) {
    return fault('RecipientMalformed', 'has an "@" in a name outside quotes');
  }
  const address = readAddress(last.text);
  if (address.kind === 'fault') return address;

  const name = decodeEncodedWords(words.map((word) => word.text).join(' '));
  const isItsOwnAddress = name.text.toLowerCase() === address.key; // what some programs write for no name
  const holdsMore = /[@\r\n]/.test(name.fromWords) && !isItsOwnAddress;
  if (holdsMore || name.opaque || name.text.includes('=?')) {
    return fault(
      'RecipientHidden',
      'has an encoded name that holds or may hold "@" or a line break, or is malformed',
    );
  }
  return address;
}

/** An address without `< >`. All between its first and last piece has to be the address. */
function readBare(
  pieces: readonly AddressToken[],
  comments: readonly AddressToken[],
  value: string,
): AddrSpec | RecipientFault {
  const startAt = pieces[0]?.startAt ?? 0;
  const endAt = pieces.at(-1)?.endAt ?? 0;
  // nodemailer once joined `user@good.example(x)evil.example` to one domain.
  if (comments.some((comment) => comment.endAt === startAt || comment.startAt === endAt)) {
    return fault('RecipientComment', 'has parentheses that touch an address');
  }
  return readAddress(value.slice(startAt, endAt));
}

function readAddress(text: string): AddrSpec | RecipientFault {
  const address = readAddrSpec(text);
  if (address.kind === 'address') return address;
  return fault(`Recipient${address.fault}`, `has an address that ${address.found}`);
}

/** `undisclosed-recipients:;` and nothing more: of groups with members, some programs send to the first, to all or to none. */
function readGroup(pieces: readonly AddressToken[]): Nobody | RecipientFault {
  const name = pieces.slice(0, -2);
  const isEmptyGroup = pieces.at(-2)?.kind === ':' && pieces.at(-1)?.kind === ';';
  const isName = name.every((token) => token.kind === 'quoted' || token.kind === 'word');
  if (!isEmptyGroup || !isName || name.length === 0 || name.some((t) => holdsAddress(t.text))) {
    return fault('RecipientGroup', 'has a ":" outside quotes');
  }
  return { kind: 'nobody' };
}

/** Also true for an encoded word that we cannot decode but another program might. */
function holdsAddress(raw: string): boolean {
  const { text, opaque } = decodeEncodedWords(raw);
  return opaque || /@|=\?/.test(text);
}

function fault(reason: MimeReason, found: string): RecipientFault {
  return { kind: 'fault', reason, found };
}
