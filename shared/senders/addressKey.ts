import { domainToASCII } from 'node:url';
import { readAddrSpec } from '../mime/addrSpec.ts';

/**
 * The one form of an address that senders and recipients are compared in: lower case, no needless quotes, the domain in
 * xn-- form whichever form came in. Undefined for text that can be no From of a mail we send, such as a non-ASCII local part.
 */
export function addressKey(text: string): string | undefined {
  const at = text.lastIndexOf('@');
  const domain = domainToASCII(text.slice(at + 1));
  if (at < 0 || domain === '') return undefined;
  const address = readAddrSpec(`${text.slice(0, at)}@${domain}`);
  return address.kind === 'address' ? address.key : undefined;
}
