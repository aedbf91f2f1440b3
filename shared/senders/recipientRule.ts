import { domainToASCII } from 'node:url';
import { type Refusal, refused } from '../job/reasons.ts';
import { addressKey } from './addressKey.ts';

/** Who may get mail: single addresses and whole domains, subdomains not included. Both empty: everybody. */
export interface RecipientRule {
  /** In the form of `addressKey`. */
  readonly addresses: ReadonlySet<string>;
  /** In lower case and xn-- form. */
  readonly domains: ReadonlySet<string>;
}

/** Reads `RECIPIENTS_ALLOWED`: addresses, and domains with or without an `@` before them. Undefined when one of them is neither. */
export function readRecipientRule(items: readonly string[]): RecipientRule | undefined {
  const addresses = new Set<string>();
  const domains = new Set<string>();
  for (const item of items) {
    const domain = item.replace(/^@/, '');
    // Any address of a domain is one exactly when the domain is one.
    const isDomain = !domain.includes('@') && addressKey(`x@${domain}`) !== undefined;
    const address = isDomain ? undefined : addressKey(item);
    if (isDomain) domains.add(domainToASCII(domain));
    else if (address) addresses.add(address);
    else return undefined;
  }
  return { addresses, domains };
}

/** Whether every recipient of the envelope may get mail; the refusal tells how many may not, never whom. */
export function checkRecipients(
  recipients: readonly string[],
  { addresses, domains }: RecipientRule,
): Refusal | undefined {
  if (addresses.size === 0 && domains.size === 0) return undefined;
  const mayGet = (address: string) =>
    addresses.has(address) || domains.has(address.slice(address.lastIndexOf('@') + 1));
  const refusedCount = recipients.filter((address) => !mayGet(address)).length;
  if (refusedCount === 0) return undefined;
  return refused(
    'RecipientNotAllowed',
    `${refusedCount} of ${recipients.length} recipients are outside of RECIPIENTS_ALLOWED, so the mail goes to nobody. Correct the recipients, or the setting if this deployment may reach them.`,
  );
}
