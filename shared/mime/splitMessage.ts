import { maxHeaderBytes } from './limits.ts';
import { copyWithCrlf, readLineEndings } from './lineEndings.ts';
import { type MimeRefusal, refuse } from './mimeReasons.ts';

/** A message cut at the end of its header block. */
export interface SplitMessage {
  readonly kind: 'message';
  /** The header fields with CRLF, without the blank line that ends them. */
  readonly block: Buffer;
  /** The message as it came in. */
  readonly whole: Buffer;
  /** Offset in `whole` of the blank line after the header fields. */
  readonly blankLineAt: number;
  /** LF without CR from `blankLineAt` on, to become CRLF. */
  readonly bareLfsInBody: number;
}

const LF = 0x0a;
const CR = 0x0d;
const byteOrderMarks = ['efbbbf', 'feff', 'fffe'].map((hex) => Buffer.from(hex, 'hex'));

/** Finds the header block. Refuses what has no clear one: byte order mark, doubtful line ends, no blank line. */
export function splitMessage(mime: Uint8Array): SplitMessage | MimeRefusal {
  const whole = Buffer.from(mime.buffer, mime.byteOffset, mime.byteLength);
  if (whole.length === 0) return refuse('MimeEmpty', 'The message has 0 bytes.');
  const mark = byteOrderMarks.find((bytes) => whole.subarray(0, bytes.length).equals(bytes));
  if (mark) {
    const found = `The message begins with the bytes 0x${mark.toString('hex')}.`;
    return refuse('MimeByteOrderMark', found);
  }
  const endings = readLineEndings(whole);
  if (endings.kind === 'refused') return endings;
  const end = findBlankLine(whole);
  if (end.kind === 'refused') return end;

  const raw = whole.subarray(0, end.at);
  const block = end.ending === 'CRLF' ? raw : headerWithCrlf(raw);
  const bareLfsInBody = endings.bareLfs - (block.length - raw.length);
  return { kind: 'message', block, whole, blankLineAt: end.at, bareLfsInBody };
}

interface BlankLine {
  readonly kind: 'blankLine';
  readonly at: number;
  readonly ending: 'CRLF' | 'LF';
}

/**
 * The first empty line, in either ending. All lines up to it, itself included, end alike: LF CR LF would be
 * a blank line for some programs only. Mixed ends in the body do no harm once they are CRLF, and are ordinary:
 * Nodemailer writes headers with CRLF and leaves the LF of the text.
 */
function findBlankLine(whole: Buffer): BlankLine | MimeRefusal {
  let ending: BlankLine['ending'] | undefined;
  let line = 1;
  for (let at = 0; at <= maxHeaderBytes; line++) {
    const lfAt = whole.indexOf(LF, at);
    if (lfAt < 0) return refuse('MimeNoHeaderEnd', 'The message has no blank line.');
    const isCrlf = whole[lfAt - 1] === CR;
    const now = isCrlf ? 'CRLF' : 'LF';
    ending ??= now;
    if (now !== ending) {
      const found = `Line ${line} ends in ${now}, the header lines before it in ${ending}.`;
      return refuse('MimeMixedLineEndings', found);
    }
    if (lfAt === at + (isCrlf ? 1 : 0)) return { kind: 'blankLine', at, ending };
    at = lfAt + 1;
  }
  const found = `The header block has more than ${maxHeaderBytes} bytes, the allowed size.`;
  return refuse('HeaderTooLarge', found);
}

/**
 * The message with `header` (CRLF) in place of its own header block, and CRLF in the body. `undefined` keeps the
 * header block; a message with CRLF then comes back as the same memory. Otherwise this is the one copy.
 */
export function joinMessage(message: SplitMessage, header: Buffer | undefined): Buffer {
  const { block, whole, blankLineAt, bareLfsInBody } = message;
  const front = header ?? block;
  if (!header && bareLfsInBody === 0) return whole; // the blank line counts, so the header block had CRLF too
  const body = whole.subarray(blankLineAt);
  const joined = Buffer.allocUnsafe(front.length + body.length + bareLfsInBody);
  front.copy(joined);
  if (bareLfsInBody === 0) body.copy(joined, front.length);
  else copyWithCrlf(body, joined, front.length);
  return joined;
}

/** A header block is small (`maxHeaderBytes`), so a string in between is no burden; latin1 keeps every byte. */
function headerWithCrlf(raw: Buffer): Buffer {
  return Buffer.from(raw.toString('latin1').replaceAll('\n', '\r\n'), 'latin1');
}
