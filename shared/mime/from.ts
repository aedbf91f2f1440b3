import { type AddressToken, readAddressTokens } from './addressTokens.ts';
import { type AddrSpec, readAddrSpec } from './addrSpec.ts';
import { displayNameFault } from './displayName.ts';
import type { HeaderField } from './headerBlock.ts';
import { maxFromLineBytes } from './limits.ts';
import { type MimeRefusal, refuse } from './mimeReasons.ts';

/**
 * Reads the one mailbox of From by a grammar so narrow that no two mail programs can differ: `addr` or `words <addr>`
 * (reference: Chen, Paxson, Jiang, "Composition Kills", 2020; CVE-2025-13033; CVE-2024-49040). The order of the checks
 * only decides which code a value with several faults gets.
 */
export function readFrom(field: HeaderField): AddrSpec | MimeRefusal {
  const place = `From (line ${field.line})`;
  if (`${field.name}:${field.value}`.split('\r\n').some((line) => line.length > maxFromLineBytes)) {
    return refuse('FromLineTooLong', `${place} has a line over ${maxFromLineBytes} bytes.`);
  }
  if (/[\x80-\uffff]/.test(field.value)) {
    return refuse('FromNotAscii', `${place} holds a byte above 0x7f.`);
  }
  const read = readAddressTokens(field.value);
  if (read.kind === 'unreadable') return refuse('FromMalformed', `${place} has ${read.found}.`);

  const { tokens } = read;
  const angles = tokens.filter((token) => token.kind === 'angle');
  for (const token of tokens) {
    if (token.kind === 'comment') return refuse('FromComment', `${place} has a comment.`);
    if (token.kind === ':') return refuse('FromGroup', `${place} has a ":" outside quotes.`);
  }
  const separator = tokens.find((token) => token.kind === ',' || token.kind === ';');
  if (separator) return refuse('FromSeveral', `${place} has a "${separator.kind}" outside quotes.`);
  if (angles.length > 1) return refuse('FromSeveral', `${place} has ${angles.length} addresses.`);

  const angle = angles[0];
  if (!angle) return readBareAddress(tokens, place);
  if (tokens.at(-1) !== angle) {
    return refuse('FromMalformed', `${place} has text after the address.`);
  }
  return readNamedAddress(tokens.slice(0, -1), angle, field.value, place);
}

function readBareAddress(tokens: readonly AddressToken[], place: string): AddrSpec | MimeRefusal {
  const [only, second] = tokens;
  if (!only) return refuse('FromMalformed', `${place} is empty.`);
  if (second || only.kind !== 'word') {
    return refuse('FromMalformed', `${place} has text beside an address without < >.`);
  }
  return readAddress(only.text, place);
}

function readNamedAddress(
  words: readonly AddressToken[],
  angle: AddressToken,
  value: string,
  place: string,
): AddrSpec | MimeRefusal {
  for (const [index, word] of words.entries()) {
    if (words[index + 1]?.startAt === word.endAt) {
      return refuse('FromMalformed', `${place} has a quoted string glued to another word.`);
    }
    const raw = value.slice(word.startAt, word.endAt);
    if (word.kind === 'quoted' && raw.replace(/\\["\\]/g, '').includes('\\')) {
      return refuse('FromMalformed', `${place} has an escape other than \\" and \\\\.`);
    }
  }
  const fault = displayNameFault(words.map((word) => word.text).join(' '));
  if (fault) return refuse(fault.reason, `${place}: the display name ${fault.found}.`);
  return readAddress(angle.text, place);
}

function readAddress(text: string, place: string): AddrSpec | MimeRefusal {
  const address = readAddrSpec(text);
  if (address.kind === 'fault') {
    return refuse(`From${address.fault}`, `${place}: the address ${address.found}.`);
  }
  if (address.quoted) {
    return refuse('FromMalformed', `${place}: the address has a quoted local part.`);
  }
  return address;
}
