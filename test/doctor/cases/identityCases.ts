import { outsider, rights, support, tokenWith } from '../diagnosis.ts';
import type { Case } from './case.ts';
import { refusedOutsider } from './refusedOutsider.ts';

const directory = ['GroupMember.Read.All', 'User.Read.All'];

/** The identity, its token and what Entra grants in it. */
export const identityCases: readonly Case[] = [
  [
    'a deployment where all is well',
    {
      wish: { allowed: support, forbidden: outsider.mail },
      tenant: (graph) => graph.setFaults(refusedOutsider),
      functions: rights(...directory),
    },
    [
      ...(['OwnTablesReached', 'OwnBlobsReached', 'OwnQueueReached', 'OwnClockRight'] as const),
      ...(['SettingsRead', 'RecipientsOpen', 'TokenObtained', 'AudienceRight'] as const),
      ...(['MailSendByExchange', 'DirectoryRightsPresent', 'GraphReached', 'ClockRight'] as const),
      ...(['GroupReadable', 'ListFresh', 'QueueReady', 'TablesReady', 'BlobsReady'] as const),
      ...(['AllowedMailboxOpen', 'ReadingAllowed', 'SentItemsRoom'] as const),
      ...(['ForbiddenMailboxDenied', 'AbsenceProves'] as const),
    ],
  ],
  ['nobody signs in', {}, ['NoSignIn', 'ForbiddenNotGiven']],
  [
    'recipients are limited',
    { env: { RECIPIENTS_ALLOWED: 'contoso.example' } },
    ['RecipientsLimited'],
  ],
  [
    'the identity gets no token',
    {
      functions: ({ graph }) => ({
        graph: {
          ...graph,
          token: () => Promise.reject(new Error('No identity: Bearer canarytoken')),
        },
      }),
    },
    ['NoToken'],
  ],
  [
    'a token that is no JSON Web Token',
    { functions: ({ graph }) => ({ graph: { ...graph, token: async () => 'canarytoken' } }) },
    ['TokenObtained', 'TokenUnreadable'],
  ],
  [
    'a token for another service',
    {
      functions: ({ graph }) => ({
        graph: { ...graph, token: tokenWith({ aud: 'https://vault.azure.net' }) },
      }),
    },
    ['AudienceWrong'],
  ],
  [
    'Mail.Send in Entra beside a scope in Exchange',
    { functions: rights('Mail.Send', ...directory) },
    ['MailSendInEntra'],
  ],
  [
    'Mail.Send in Entra, and an Application Access Policy that holds',
    {
      wish: { forbidden: outsider.mail },
      tenant: (graph) => graph.setFaults(refusedOutsider),
      functions: rights('Mail.Send', ...directory),
    },
    ['MailSendBehindPolicy', 'ForbiddenMailboxDenied'],
  ],
  [
    'Mail.Send in Entra, and a forbidden mailbox that is open',
    { wish: { forbidden: outsider.mail }, functions: rights('Mail.Send', ...directory) },
    ['MailSendInEntra', 'ForbiddenMailboxOpen', 'ForbiddenMailboxReadable'],
  ],
  [
    'every mailbox of the tenant may send',
    { env: { SENDER_MODE: 'any' }, functions: rights('Mail.Send', 'User.Read.All') },
    ['MailSendForAll', 'NoGroupInMode', 'NoAllowedMailbox'],
  ],
  [
    'one mailbox sends, and users may not be read',
    { env: { SENDER_MODE: 'mailbox', SENDER_MAILBOX: support }, functions: rights() },
    ['AliasesUnreadable', 'AllowedMailboxOpen'],
  ],
  [
    'directory permissions are missing, and reading mail is granted for all',
    { functions: rights('Mail.ReadBasic.All') },
    ['DirectoryRightsMissing', 'MailReadingInEntra'],
  ],
];
