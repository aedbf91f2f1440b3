/** Text with its encoded words (RFC 2047) decoded. */
export interface DecodedText {
  readonly text: string;
  /** What was decoded from encoded words alone, without the text around them. */
  readonly fromWords: string;
  /** A word is in a character set that is not decoded here and could hold an "@" unseen. */
  readonly opaque: boolean;
  /** Why another program may decode it to something else; continues "The display name ...". */
  readonly doubt?: string;
}

/** More than RFC 2047 allows: white space inside a word is decoded by some programs, so it is decoded here too. */
const encodedWord = /=\?([^?]*)\?([bq])\?([^?]*)\?=/gi;

/** In these, an ASCII byte is always that ASCII character, so a program that does not know the charset sees no other "@". Node 22 knows all of them (not iso-8859-16). */
const asciiTransparent =
  /^(?:utf-8|us-ascii|iso-8859-(?:[1-9]|1[01345])|windows-125[0-8]|koi8-[ru])$/i;

/** In these, "@" may be half of a character. All are known to TextDecoder; an unknown charset is read as Latin-1. */
const multiByte =
  /^(?:iso-2022-jp|shift_jis|euc-jp|gb2312|gbk|gb18030|big5|euc-kr|ks_c_5601-1987)$/i;

/** UTF-7, UTF-16, UTF-32 and EBCDIC write "@" in other bytes than 0x40. Not decoded here, but by programs with iconv. */
const withoutAscii =
  /utf-?(?:7|16|32)|ucs-?[24]|unicode-1-1(?!-utf-8)|iso-10646|ebcdic|^(?:x-)?(?:ibm|cp)-?(?:0?37|27[378]|28[045]|297|42[034]|500|87[01]|1026|1047|114\d)$/i;

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const quotedPrintable = /^(?:[!-<>@-~]|=[0-9A-Fa-f]{2})*$/;

/**
 * Decodes every encoded word in a display name or comment, inside quoted strings too, since some programs do.
 * Never throws: what is malformed or in an unknown charset is decoded as leniently as a lenient program would, and named in `doubt`.
 */
export function decodeEncodedWords(raw: string): DecodedText {
  let doubt: string | undefined;
  let fromWords = '';
  let opaque = false;
  const joined = raw.replace(/\?=[ \t\r\n]+=\?/g, '?==?'); // white space between two words belongs to neither
  const text = joined.replace(
    encodedWord,
    (_word, charset: string, encoding: string, content: string) => {
      const inBase64 = encoding.toLowerCase() === 'b';
      if (!asciiTransparent.test(charset)) {
        doubt ??= 'has an encoded word in a character set that is not allowed';
      }
      if (withoutAscii.test(charset)) opaque = true;
      if (!(inBase64 ? base64 : quotedPrintable).test(content)) {
        doubt ??= 'has a malformed encoded word';
      }
      const decoded = decodeBytes(inBase64 ? fromBase64(content) : fromQ(content), charset);
      fromWords += decoded;
      return decoded;
    },
  );
  if (text.includes('\ufffd'))
    doubt ??= 'has an encoded word with bytes that are not of its character set';
  if (text.includes('=?')) doubt ??= 'has a malformed encoded word, or one inside another';
  return doubt ? { text, fromWords, opaque, doubt } : { text, fromWords, opaque };
}

function fromBase64(content: string): Buffer {
  return Buffer.from(content, 'base64');
}

/** The Q encoding: `_` is a space, `=40` a byte, the rest stands for itself. */
function fromQ(content: string): Buffer {
  const bytes = content
    .replaceAll('_', ' ')
    .replace(/=([0-9A-Fa-f]{2})/g, (_hex, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    );
  return Buffer.from(bytes, 'latin1');
}

function decodeBytes(bytes: Buffer, charset: string): string {
  const known = asciiTransparent.test(charset) || multiByte.test(charset);
  return known ? new TextDecoder(charset).decode(bytes) : bytes.toString('latin1');
}
