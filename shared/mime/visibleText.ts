import { isUtf8 } from 'node:buffer';

/** A letter, digit, sign or mark of any script. White space, format and control characters are none of these. */
const visible = /[\p{L}\p{N}\p{P}\p{S}\p{M}]/u;

/**
 * Whether a header line shows anything. A continuation of no-break or zero-width spaces looks like the blank line
 * that ends the block to programs that decode before they trim.
 */
export function hasVisibleText(line: Buffer): boolean {
  return visible.test(line.toString(isUtf8(line) ? 'utf8' : 'latin1'));
}
