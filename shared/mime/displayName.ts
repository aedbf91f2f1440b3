import { decodeEncodedWords } from './encodedWord.ts';

/** What is wrong with a display name of From; `found` continues "The display name ...". */
export interface DisplayNameFault {
  readonly reason: 'FromDisplayNameMisleading' | 'FromEncodedWord';
  readonly found: string;
}

/** Characters of an address, the wide and the small "@" of East Asian text, controls, line separators, text direction. */
const misleading = /[@<>()\uff20\ufe6b\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/**
 * Checks the words before `<addr>`, their encoded words decoded: real phishing mail carried an address there, and
 * Python's legacy parser took it for the sender.
 */
export function displayNameFault(raw: string): DisplayNameFault | undefined {
  const { text, doubt } = decodeEncodedWords(raw);
  const char = misleading.exec(text)?.[0];
  if (char) {
    const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return { reason: 'FromDisplayNameMisleading', found: `holds, once decoded, U+${code}` };
  }
  return doubt ? { reason: 'FromEncodedWord', found: doubt } : undefined;
}
