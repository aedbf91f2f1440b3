import { odataString } from '../api/queryOptions.ts';
import type { SimulatedMailbox } from '../mailboxes/mailbox.ts';
import { equals, type FilterForm } from './filter.ts';

/** The comparisons that senders need. */
export const userFilterForms: readonly FilterForm<SimulatedMailbox>[] = [
  {
    pattern: new RegExp(`^proxyAddresses/any\\((\\w+):\\s*\\1 eq ${odataString}\\)$`, 'i'),
    matches: (user, value) => user.proxyAddresses.some((proxy) => proxy.toLowerCase() === value),
  },
  equals('mail', ({ mail }) => mail),
  equals('userPrincipalName', ({ userPrincipalName }) => userPrincipalName),
  equals('id', ({ id }) => id),
];

/** The same for error texts. */
export const userFilterHelp =
  "proxyAddresses/any(p:p eq 'smtp:a@b'), mail eq 'a@b', userPrincipalName eq 'a@b', id eq '…', and several joined by or";
