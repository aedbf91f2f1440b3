import type { FindingMeaning } from './meaning.ts';

/** What `doctor --probe` has shown on this tenant, now or earlier. */
export const probeFindings = {
  AbsenceProves: {
    about: 'probe on record',
    level: 'ok',
    means: 'A probe has shown that a sent mail is found by its Message-ID, so absence proves.',
  },
  AbsenceDoesNotProve: {
    about: 'probe on record',
    level: 'warning',
    means: 'The last probe did not find its mail by Message-ID, so absence proves nothing.',
    mend: 'mailchute doctor --probe MAILBOX makes another one. Until one succeeds, doubts go by ON_UNCERTAIN.',
  },
  NoProbeOnRecord: {
    about: 'probe on record',
    level: 'warning',
    means: 'No probe was made on this tenant, so absence proves nothing.',
    mend: 'mailchute doctor --probe MAILBOX sends one mail to itself and records it. Until then, doubts go by ON_UNCERTAIN.',
  },
  ProbeNotASender: {
    about: 'probe',
    level: 'problem',
    means: 'The mailbox named by --probe may not send, so nothing was sent.',
    mend: 'mailchute senders list shows who may send.',
  },
  ProbeNotSent: {
    about: 'probe',
    level: 'problem',
    means: 'The probe was not sent, so nothing was learnt and the record stays as it was.',
    mend: 'mailchute doctor says what is missing; mend it, then: mailchute doctor --probe MAILBOX',
  },
  ProbeFound: {
    about: 'probe',
    level: 'ok',
    means: 'The probe was found in Sent Items by our Message-ID. From now on absence proves.',
  },
  ProbeUnread: {
    about: 'probe',
    level: 'warning',
    means:
      'The probe was sent, but the mailbox may not be read. On record: absence proves nothing.',
    mend: 'pwsh infra/exchange/mailboxScope.ps1 -MailAccess readBasic ... (docs/deploying.md), then: mailchute doctor --probe MAILBOX',
  },
  ProbeStayedDraft: {
    about: 'probe',
    level: 'warning',
    means:
      'The probe was found by our Message-ID, but stayed a draft: Exchange holds it back. On record: absence proves nothing.',
    mend: 'Look into Drafts and Outbox of the mailbox; once it sends again: mailchute doctor --probe MAILBOX',
  },
  ProbeNotFound: {
    about: 'probe',
    level: 'warning',
    means:
      'The probe was not found in Sent Items by our Message-ID: it was replaced, or the search is slow. On record: absence proves nothing.',
    mend: 'Look at the Message-ID of the mail in Sent Items. If it is ours, the search is slow: mailchute doctor --probe MAILBOX again. If not, leave ON_UNCERTAIN=hold.',
  },
  ArrivalNotSeen: {
    about: 'probe: arrival',
    level: 'notChecked',
    means: 'The probe was not seen arriving in its own mailbox, so alias and Bcc are not known.',
    mend: 'Look for it in the mailbox (Inbox, Junk Email), then: mailchute doctor --probe MAILBOX',
  },
  NoAlias: {
    about: 'probe: alias',
    level: 'notChecked',
    means: 'The mailbox has no second address that is known, so From was its own address.',
    mend: 'mailchute doctor --probe MAILBOX with a mailbox that has one, if aliases are to be From.',
  },
  AliasKept: {
    about: 'probe: alias',
    level: 'ok',
    means: 'An alias in From arrives as it was written.',
  },
  AliasReplaced: {
    about: 'probe: alias',
    level: 'warning',
    means: "An alias in From arrives as the mailbox's own address.",
    mend: 'Set-OrganizationConfig -SendFromAliasEnabled $true in Exchange Online PowerShell, if aliases are to be From.',
  },
  BccStripped: {
    about: 'probe: Bcc',
    level: 'ok',
    means: 'Bcc is gone from the mail that arrives.',
  },
  BccShown: {
    about: 'probe: Bcc',
    level: 'warning',
    means: 'Bcc is shown in the mail that arrives: recipients may see who else got it.',
    mend: 'Do not send with Bcc from this tenant until Microsoft says why: open a support request with the Message-ID.',
  },
} as const satisfies Record<string, FindingMeaning>;
