import { mailboxFor } from '../../../local/graph/mailboxes/mailbox.ts';
import { outsider, support } from '../diagnosis.ts';
import type { Case } from './case.ts';

const nobody = mailboxFor('nobody@contoso.example').mail;

/** Mailboxes that may send and must not. */
export const mailboxCases: readonly Case[] = [
  [
    'an allowed mailbox that is no sender',
    { wish: { allowed: outsider.mail } },
    ['AllowedNotASender', 'ReadingUnknown', 'SentItemsUnknown'],
  ],
  [
    'an allowed mailbox that Exchange refuses',
    {
      wish: { allowed: support },
      tenant: (graph) => graph.setFaults([{ on: 'sendMail', answer: 403, mailbox: support }]),
    },
    ['AllowedMailboxDenied'],
  ],
  [
    'an allowed mailbox without a licence',
    { env: { SENDER_MODE: 'mailbox', SENDER_MAILBOX: nobody } },
    ['AllowedMailboxMissing'],
  ],
  [
    'an allowed mailbox that gives no clear answer',
    {
      wish: { allowed: support },
      tenant: (graph) => graph.setFaults([{ on: 'sendMail', answer: 500 }]),
    },
    ['AllowedMailboxUnclear'],
  ],
  [
    'a forbidden mailbox that is a sender',
    { wish: { forbidden: support } },
    ['ForbiddenIsASender'],
  ],
  [
    'a forbidden mailbox that nobody has',
    { wish: { forbidden: nobody } },
    ['ForbiddenMailboxUnclear'],
  ],
  [
    'mail may not be read',
    { wish: { allowed: support }, tenant: (graph) => graph.setBehaviour({ reading: 'forbidden' }) },
    ['ReadingForbidden', 'SentItemsUnknown'],
  ],
  [
    'Sent Items is nearly full',
    { tenant: (graph) => graph.setBehaviour({ sentItemsBefore: 950_000 }) },
    ['SentItemsLarge'],
  ],
];
