import type { SimulatedMailbox } from '../mailboxes/mailbox.ts';
import { odataString, odataValue } from './queryOptions.ts';

/** Whether a user passes a `$filter`. */
export type UserFilter = (user: SimulatedMailbox) => boolean;

/** The filters that senders need, each with what it compares. Directory strings compare in any letter case. */
const forms: readonly {
  readonly pattern: RegExp;
  readonly matches: (user: SimulatedMailbox, value: string) => boolean;
}[] = [
  {
    pattern: new RegExp(`^proxyAddresses/any\\((\\w+):\\s*\\1 eq ${odataString}\\)$`, 'i'),
    matches: (user, value) => user.proxyAddresses.some((proxy) => proxy.toLowerCase() === value),
  },
  {
    pattern: new RegExp(`^(mail) eq ${odataString}$`, 'i'),
    matches: (user, value) => user.mail.toLowerCase() === value,
  },
  {
    pattern: new RegExp(`^(userPrincipalName) eq ${odataString}$`, 'i'),
    matches: (user, value) => user.userPrincipalName.toLowerCase() === value,
  },
];

/** What `readUserFilter` understands, for error texts. */
export const supportedFilters =
  "proxyAddresses/any(p:p eq 'smtp:a@b'), mail eq 'a@b', userPrincipalName eq 'a@b'";

/** Reads a `$filter`; undefined when the simulator does not support it. */
export function readUserFilter(text: string): UserFilter | undefined {
  for (const { pattern, matches } of forms) {
    const found = pattern.exec(text.trim());
    if (found === null) continue;
    const value = odataValue(found[2] ?? '').toLowerCase();
    return (user) => matches(user, value);
  }
  return undefined;
}
