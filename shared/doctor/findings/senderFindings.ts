import type { FindingMeaning } from './meaning.ts';

/** The group of senders in Entra, and the list that is made from it. */
export const senderFindings = {
  NoGroupInMode: {
    about: 'group',
    level: 'notChecked',
    means: 'SENDER_MODE names no group, so there is none to read and no list to keep.',
    mend: 'Nothing. For a group: set SENDER_MODE=group and SENDER_GROUP (docs/senders.md).',
  },
  GroupReadable: {
    about: 'group',
    level: 'ok',
    means: 'The group is found, mail-enabled, and its members are readable with all fields.',
  },
  GroupNotFound: {
    about: 'group',
    level: 'problem',
    means: 'Entra shows no group as SENDER_GROUP names it.',
    mend: 'mailchute groups csv GROUPS.csv lists every group; set SENDER_GROUP to the object id of the right one.',
  },
  GroupAmbiguous: {
    about: 'group',
    level: 'problem',
    means: 'Several groups have the name that is in SENDER_GROUP, so none is taken.',
    mend: 'mailchute groups csv GROUPS.csv lists every group; set SENDER_GROUP to the object id of the right one.',
  },
  GroupUnreadable: {
    about: 'group',
    level: 'problem',
    means: 'The group or its members cannot be read.',
    mend: 'Mend what the text behind this finding says, then: mailchute senders sync --dry-run',
  },
  MembersHidden: {
    about: 'group',
    level: 'problem',
    means:
      'Members come without their addresses: the identity lacks User.Read.All (User.ReadBasic.All is not enough). The list is never made from such an answer.',
    mend: 'Grant User.Read.All: deploy with MAILCHUTE_GRANT_GRAPH_ACCESS=true, or docs/deploying.md.',
  },
  GroupNotMailEnabled: {
    about: 'group',
    level: 'warning',
    means: 'The group is not mail-enabled, so Exchange cannot limit the identity to its members.',
    mend: 'New-DistributionGroup -Type Security -Name NAME (Exchange Online PowerShell) makes one that is; set SENDER_GROUP to its object id.',
  },
  GroupEmpty: {
    about: 'group',
    level: 'warning',
    means:
      'No user is a direct member of the group, so nobody may send. Nested groups do not count.',
    mend: 'az ad group member add --group GROUP --member-id OBJECT_ID_OF_USER (mail-enabled groups: Add-DistributionGroupMember)',
  },
  ListFresh: {
    about: 'list of senders',
    level: 'ok',
    means: 'The list of senders is younger than SENDER_MAX_AGE_HOURS.',
  },
  ListMissing: {
    about: 'list of senders',
    level: 'problem',
    means: 'The list of senders was never made, so all jobs wait (DirectoryStale).',
    mend: 'mailchute senders runs says why; mailchute senders sync makes it now.',
  },
  ListStale: {
    about: 'list of senders',
    level: 'problem',
    means: 'The list of senders is older than SENDER_MAX_AGE_HOURS, so all jobs wait.',
    mend: 'mailchute senders runs says why; mailchute senders sync makes it anew now.',
  },
  ListOfOtherGroup: {
    about: 'list of senders',
    level: 'problem',
    means: 'The list of senders was made for another SENDER_GROUP, so all jobs wait.',
    mend: 'mailchute senders sync (with --force if the new group is right and many leave the list)',
  },
  LastSyncRefused: {
    about: 'sync',
    level: 'warning',
    means: 'The newest run of the sync was refused, so the list stays as it was and grows old.',
    mend: 'mailchute senders sync --dry-run shows the difference; if it is right: mailchute senders sync --force',
  },
  LastSyncFailed: {
    about: 'sync',
    level: 'warning',
    means: 'The newest run of the sync failed, so the list stays as it was and grows old.',
    mend: 'mailchute senders runs says why; mailchute senders sync tries it now.',
  },
} as const satisfies Record<string, FindingMeaning>;
