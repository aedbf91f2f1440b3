import { maxHeaderBytes, maxHeaderFields } from './limits.ts';
import { type MimeRefusal, refuse } from './mimeReasons.ts';
import { hasVisibleText } from './visibleText.ts';

/** One header field as it stands in the message, folds included. */
export interface HeaderField {
  /** Lower case, for comparing: `message-id`. */
  readonly name: string;
  /** Line of the message on which the field begins, from 1. */
  readonly line: number;
  /** All between the colon and the CRLF that ends the field, one character per byte (latin1). */
  readonly value: string;
  /** Offset of that CRLF in the block's bytes. */
  readonly endAt: number;
}

/** The fields of a header block in their order. */
export interface HeaderFields {
  readonly kind: 'fields';
  readonly fields: readonly HeaderField[];
}

/** Anything before a colon that is not a space or control byte (RFC 5322, section 2.2). */
const fieldName = /^[!-9;-~]+:/;

/** NEL, LS and PS in UTF-8: they end a line for programs that decode first and split then. */
const lineSeparators = ['\u0085', '\u2028', '\u2029'].map((text) => Buffer.from(text));

/**
 * Splits a header block, given without its blank line and with CRLF throughout, into fields. Refuses every line that
 * two programs could read differently: a space before the colon, an empty-looking continuation, control bytes.
 */
export function readHeaderFields(block: Buffer): HeaderFields | MimeRefusal {
  if (block.length > maxHeaderBytes) {
    return refuse(
      'HeaderTooLarge',
      `The header block has ${block.length} bytes, allowed are ${maxHeaderBytes}.`,
    );
  }
  const control = findControlByte(block);
  if (control) return control;

  const text = block.toString('latin1');
  const fields: HeaderField[] = [];
  let open: { name: string; line: number; valueAt: number } | undefined;
  let line = 0;
  for (let at = 0, end = 0; at < text.length; at = end + 2) {
    line++;
    end = text.indexOf('\r\n', at);
    const first = text[at];
    if (first === ' ' || first === '\t') {
      if (!open) return refuse('HeaderMalformed', 'Line 1 begins with a space or tab.');
      if (!hasVisibleText(block.subarray(at, end))) {
        return refuse('HeaderMalformed', `Line ${line} holds only white space.`);
      }
    } else {
      const name = fieldName.exec(text.slice(at, end))?.[0];
      if (!name) return refuseLine(text.slice(at, end), line);
      open = { name: name.slice(0, -1).toLowerCase(), line, valueAt: at + name.length };
    }
    const next = text[end + 2];
    if (next === ' ' || next === '\t') continue;
    if (fields.length === maxHeaderFields) {
      return refuse(
        'HeaderTooMany',
        `The header block has more than ${maxHeaderFields} fields, the allowed number.`,
      );
    }
    fields.push({
      name: open.name,
      line: open.line,
      value: text.slice(open.valueAt, end),
      endAt: end,
    });
  }
  return { kind: 'fields', fields };
}

function refuseLine(text: string, line: number): MimeRefusal {
  if (/^[!-9;-~]+[ \t]+:/.test(text)) {
    return refuse('HeaderMalformed', `Line ${line} has white space before the colon.`);
  }
  if (line === 1 && text.startsWith('From ')) {
    return refuse('MimeMboxLine', 'Line 1 begins with "From ", without a colon.');
  }
  return refuse('HeaderMalformed', `Line ${line} is no header field.`);
}

function findControlByte(block: Buffer): MimeRefusal | undefined {
  let line = 1;
  for (let at = 0; at < block.length; at++) {
    const byte = block[at] as number;
    if (byte === 0x0a) line++;
    const allowed = byte === 0x09 || byte === 0x0a || byte === 0x0d;
    if ((byte < 0x20 && !allowed) || byte === 0x7f) {
      return refuse(
        'HeaderControlByte',
        `Line ${line} holds the byte 0x${byte.toString(16).padStart(2, '0')}.`,
      );
    }
  }
  for (const separator of lineSeparators) {
    const at = block.indexOf(separator);
    if (at >= 0) {
      const lineOfIt = block.toString('latin1', 0, at).split('\n').length;
      return refuse(
        'HeaderControlByte',
        `Line ${lineOfIt} holds the bytes 0x${separator.toString('hex')}, a Unicode line separator.`,
      );
    }
  }
  return undefined;
}
