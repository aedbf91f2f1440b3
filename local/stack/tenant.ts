import { groupFor, type SimulatedGroup } from '../graph/groups/group.ts';
import { mailboxFor, type SimulatedMailbox } from '../graph/mailboxes/mailbox.ts';

const hr = mailboxFor('hr@contoso.example', { displayName: 'Contoso HR' });

/** The mailboxes of the local tenant: those that the samples send from. All are in the sender group. */
export const tenantMailboxes: readonly SimulatedMailbox[] = [
  mailboxFor('alerts@contoso.example', { displayName: 'Contoso Alerts' }),
  mailboxFor('billing@contoso.example', { displayName: 'Contoso Billing', manager: hr.id }),
  hr,
  mailboxFor('noreply@contoso.example', { displayName: 'Contoso' }),
  mailboxFor('shop@contoso.example', { displayName: 'Contoso Shop', manager: hr.id }),
  // A shared mailbox: nobody signs in to it, yet it sends.
  mailboxFor('support@contoso.example', {
    displayName: 'Contoso Support',
    accountEnabled: false,
    proxyAddresses: ['SMTP:support@contoso.example', 'smtp:help@contoso.example'],
  }),
];

/** The group whose members may send, as `SENDER_GROUP` names it. */
export const tenantGroup: SimulatedGroup = groupFor(
  'Mail senders',
  tenantMailboxes.map(({ id }) => id),
);
