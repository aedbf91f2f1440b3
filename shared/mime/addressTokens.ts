/** A piece of an address header. `text` is without quotes, brackets and escapes; `startAt`/`endAt` cover the raw piece. */
export interface AddressToken {
  readonly kind: 'word' | 'quoted' | 'comment' | 'angle' | ',' | ':' | ';';
  readonly text: string;
  readonly startAt: number;
  readonly endAt: number;
}

/** The pieces of an address header, or what cannot stand there (`found` is part of a sentence) and at which offset. */
export type AddressTokens =
  | { readonly kind: 'tokens'; readonly tokens: readonly AddressToken[] }
  | { readonly kind: 'unreadable'; readonly found: string; readonly at: number };

const whiteSpace = ' \t\r\n';
const notInWords = `${whiteSpace}()<>[]:;,\\"`;

/**
 * Splits the raw value of From, To, Cc, Bcc or Sender (RFC 5322, section 3.4). One pass, no recursion: comments nest
 * by counting. An `angle` token is all from `<` to the first `>`; whether it is an address is decided by its reader.
 */
export function readAddressTokens(value: string): AddressTokens {
  const tokens: AddressToken[] = [];
  let at = 0;
  while (at < value.length) {
    const char = value[at] as string;
    if (whiteSpace.includes(char)) {
      at++;
      continue;
    }
    const token = readToken(value, at, char);
    if (typeof token === 'string') return { kind: 'unreadable', found: token, at };
    tokens.push(token);
    at = token.endAt;
  }
  return { kind: 'tokens', tokens };
}

function readToken(value: string, startAt: number, char: string): AddressToken | string {
  switch (char) {
    case '"':
      return readQuoted(value, startAt) ?? 'a quoted string that is not closed';
    case '(':
      return readComment(value, startAt) ?? 'a parenthesis that is not closed';
    case '<': {
      const closeAt = value.indexOf('>', startAt);
      if (closeAt < 0) return 'a "<" without ">"';
      const text = value.slice(startAt + 1, closeAt);
      return { kind: 'angle', text, startAt, endAt: closeAt + 1 };
    }
    case ',':
    case ':':
    case ';':
      return { kind: char, text: char, startAt, endAt: startAt + 1 };
    case ')':
    case '>':
    case '[':
    case ']':
    case '\\':
      return `a "${char}" outside quotes`;
    default: {
      let endAt = startAt + 1;
      while (endAt < value.length && !notInWords.includes(value[endAt] as string)) endAt++;
      return { kind: 'word', text: value.slice(startAt, endAt), startAt, endAt };
    }
  }
}

function readQuoted(value: string, startAt: number): AddressToken | undefined {
  for (let at = startAt + 1; at < value.length; at++) {
    if (value[at] === '\\') at++;
    else if (value[at] === '"') {
      const text = withoutEscapes(value.slice(startAt + 1, at));
      return { kind: 'quoted', text, startAt, endAt: at + 1 };
    }
  }
  return undefined;
}

function readComment(value: string, startAt: number): AddressToken | undefined {
  let depth = 0;
  for (let at = startAt; at < value.length; at++) {
    if (value[at] === '\\') at++;
    else if (value[at] === '(') depth++;
    else if (value[at] === ')' && --depth === 0) {
      const text = withoutEscapes(value.slice(startAt + 1, at));
      return { kind: 'comment', text, startAt, endAt: at + 1 };
    }
  }
  return undefined;
}

/** Without line breaks of folding and without the backslash of quoted pairs; a tab counts as a space (RFC 5322, section 3.2). */
function withoutEscapes(raw: string): string {
  return raw.replace(/\r\n/g, '').replace(/\t/g, ' ').replace(/\\(.)/g, '$1');
}
