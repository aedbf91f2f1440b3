import { type MimeRefusal, refuse } from './mimeReasons.ts';

const NUL = 0x00;
const LF = 0x0a;
const CR = 0x0d;

/** A message without NUL and lone CR, and how many LF without CR it has. */
export interface LineEndings {
  readonly kind: 'lineEndings';
  readonly bareLfs: number;
}

/**
 * Looks at every byte once. Refuses NUL and a CR without LF. An LF without CR is counted, to become CRLF: left in,
 * `LF . CR LF` and its kin end a message for one server and not for the next (SMTP smuggling, CVE-2023-51764 to 51766).
 */
export function readLineEndings(mime: Uint8Array): LineEndings | MimeRefusal {
  let bareLfs = 0;
  let lines = 1;
  for (let at = 0; at < mime.length; at++) {
    const byte = mime[at] as number;
    if (byte > CR) continue;
    if (byte === LF) {
      lines++;
      bareLfs++;
    } else if (byte === CR) {
      if (mime[at + 1] !== LF) return refuse('MimeBareCr', `Line ${lines} holds a CR without LF.`);
      lines++;
      at++;
    } else if (byte === NUL) {
      return refuse('MimeNul', `Line ${lines} holds a NUL byte.`);
    }
  }
  return { kind: 'lineEndings', bareLfs };
}

/** Copies `source` into `target` from `targetAt` on, a CR put before every LF that has none. */
export function copyWithCrlf(source: Uint8Array, target: Uint8Array, targetAt: number): void {
  let to = targetAt;
  for (let at = 0; at < source.length; at++) {
    const byte = source[at] as number;
    if (byte === LF && source[at - 1] !== CR) target[to++] = CR;
    target[to++] = byte;
  }
}
