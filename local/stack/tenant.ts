import { mailboxFor, type SimulatedMailbox } from '../graph/mailboxes/mailbox.ts';

/** The mailboxes of the local tenant: those that the samples send from. All are in the sender group. */
export const tenantMailboxes: readonly SimulatedMailbox[] = [
  mailboxFor('alerts@contoso.example', { displayName: 'Contoso Alerts' }),
  mailboxFor('billing@contoso.example', { displayName: 'Contoso Billing' }),
  mailboxFor('hr@contoso.example', { displayName: 'Contoso HR' }),
  mailboxFor('noreply@contoso.example', { displayName: 'Contoso' }),
  mailboxFor('shop@contoso.example', { displayName: 'Contoso Shop' }),
  // A shared mailbox: nobody signs in to it, yet it sends.
  mailboxFor('support@contoso.example', {
    displayName: 'Contoso Support',
    accountEnabled: false,
    proxyAddresses: ['SMTP:support@contoso.example', 'smtp:help@contoso.example'],
  }),
];
