import type { GraphError } from '../api/graphAnswer.ts';
import { refuse } from '../api/graphErrors.ts';

/**
 * Decodes the body of a MIME `sendMail`. White space in the base64 is skipped (the official example is
 * wrapped at 76 columns); anything else outside the alphabet, or missing padding, is refused as Graph does.
 */
export function decodeBase64Mime(body: Buffer): Buffer | GraphError {
  const base64 = body.toString('latin1').replace(/[ \t\r\n]+/g, '');
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) {
    return refuse('ErrorMimeContentInvalidBase64String', 'Invalid base64 string for MIME content.');
  }
  return Buffer.from(base64, 'base64');
}
