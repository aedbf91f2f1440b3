import type { FindingMeaning } from './meaning.ts';

const testScope =
  'Test-ServicePrincipalAuthorization -Identity PRINCIPAL_ID -Resource MAILBOX (or Test-ApplicationAccessPolicy -AppId CLIENT_ID -Identity MAILBOX) in Exchange Online PowerShell';

/** One mailbox that may send and one that must not, asked without sending anything. */
export const mailboxFindings = {
  NoAllowedMailbox: {
    about: 'allowed mailbox',
    level: 'notChecked',
    means: 'No mailbox that may send is known to ask, so the right to send was not tried.',
    mend: 'mailchute doctor --allowed MAILBOX',
  },
  AllowedNotASender: {
    about: 'allowed mailbox',
    level: 'problem',
    means: 'The mailbox named by --allowed may not send by SENDER_MODE and the list of senders.',
    mend: 'mailchute senders list shows who may; add the mailbox to the group, then: mailchute senders sync',
  },
  AllowedMailboxOpen: {
    about: 'allowed mailbox',
    level: 'ok',
    means: 'Exchange would take mail from the allowed mailbox. Nothing was sent.',
  },
  AllowedMailboxDenied: {
    about: 'allowed mailbox',
    level: 'problem',
    means:
      'Exchange refuses the identity at a mailbox that may send, so its jobs are parked as DeniedByGraph. A change of rights shows within 30 minutes to 2 hours.',
    mend: `${testScope}; give the right: pwsh infra/exchange/mailboxScope.ps1 -Mode exchangeRbac ... (docs/deploying.md)`,
  },
  AllowedMailboxMissing: {
    about: 'allowed mailbox',
    level: 'problem',
    means:
      'Exchange knows no such mailbox: the user has no licence or mailbox, or it is not in Exchange Online.',
    mend: 'Get-Mailbox MAILBOX in Exchange Online PowerShell; give the user a licence, or take it out of the group.',
  },
  AllowedMailboxUnclear: {
    about: 'allowed mailbox',
    level: 'warning',
    means:
      'Exchange gave no answer that tells whether it would take mail from the allowed mailbox.',
    mend: `Run "mailchute doctor" again. If it stays: ${testScope}`,
  },
  ForbiddenNotGiven: {
    about: 'forbidden mailbox',
    level: 'notChecked',
    means: 'No mailbox was named that must not send, so the wall in Exchange was not tried.',
    mend: 'mailchute doctor --forbidden MAILBOX (any mailbox outside of the group)',
  },
  ForbiddenIsASender: {
    about: 'forbidden mailbox',
    level: 'problem',
    means: 'The mailbox named by --forbidden may send by SENDER_MODE and the list of senders.',
    mend: 'Name a mailbox outside of the group, or take this one out of it: Remove-DistributionGroupMember',
  },
  ForbiddenMailboxDenied: {
    about: 'forbidden mailbox',
    level: 'ok',
    means: 'Exchange refuses the identity at the forbidden mailbox.',
  },
  ForbiddenMailboxOpen: {
    about: 'forbidden mailbox',
    level: 'problem',
    means:
      'EXCHANGE WOULD TAKE MAIL FROM A MAILBOX THAT MUST NOT SEND: the identity is not limited, or not to the right group. Nothing was sent.',
    mend: `${testScope}; a change of rights shows within 30 minutes to 2 hours. Then limit it: pwsh infra/exchange/mailboxScope.ps1 ... and revoke Mail.Send in Entra (docs/deploying.md)`,
  },
  ForbiddenMailboxReadable: {
    about: 'forbidden mailbox',
    level: 'problem',
    means:
      'The identity may read a mailbox that it must not send from: its reading right is not limited.',
    mend: `${testScope}; revoke Mail.Read, Mail.ReadBasic.All and Mail.ReadWrite in Entra (docs/deploying.md)`,
  },
  ForbiddenMailboxUnclear: {
    about: 'forbidden mailbox',
    level: 'warning',
    means: 'There is no such mailbox, or no answer that tells whether it would send.',
    mend: `Name a mailbox that exists and run "mailchute doctor --forbidden MAILBOX" again. If it stays: ${testScope}`,
  },
  ReadingAllowed: {
    about: 'right to read',
    level: 'ok',
    means: 'The identity may look for a mail in the mailbox, so doubts can be settled.',
  },
  ReadingForbidden: {
    about: 'right to read',
    level: 'warning',
    means:
      'The identity may not look for a mail in the mailbox, so a doubt cannot be settled by looking.',
    mend: 'pwsh infra/exchange/mailboxScope.ps1 -MailAccess readBasic ... (docs/deploying.md); for ON_UNCERTAIN see docs/settings.md.',
  },
  ReadingUnknown: {
    about: 'right to read',
    level: 'notChecked',
    means: 'Nobody could ask whether the identity may look for a mail in the mailbox.',
    mend: 'mailchute doctor --allowed MAILBOX; if Graph did not answer, run it again.',
  },
  SentItemsRoom: {
    about: 'Sent Items',
    level: 'ok',
    means: 'Sent Items of the mailbox is far from what stops a mailbox.',
  },
  SentItemsLarge: {
    about: 'Sent Items',
    level: 'warning',
    means:
      'Sent Items of the mailbox is close to what stops it. Every mail is filed there, and a full mailbox sends nothing.',
    mend: 'pwsh infra/exchange/mailboxScope.ps1 -SentItemsDays 30 -SentItemsMailboxes MAILBOX ... empties it by age (docs/deploying.md)',
  },
  SentItemsUnknown: {
    about: 'Sent Items',
    level: 'notChecked',
    means: 'The size of Sent Items could not be read.',
    mend: 'Get-MailboxFolderStatistics MAILBOX -FolderScope SentItems in Exchange Online PowerShell',
  },
} as const satisfies Record<string, FindingMeaning>;
