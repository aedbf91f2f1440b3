import type { FindingMeaning } from './meaning.ts';

/** What the command sees from the machine of the person who runs it. */
export const personFindings = {
  OwnTablesReached: {
    about: 'you: tables',
    level: 'ok',
    means: 'You reach the tables.',
  },
  OwnTablesNotReached: {
    about: 'you: tables',
    level: 'problem',
    means: 'You do not reach the tables, so the functions cannot be asked for anything.',
    mend: 'az login, then: az role assignment create --role "Storage Table Data Contributor" --assignee YOU --scope ID_OF_THE_ACCOUNT (the deployment does it for operators). Check Storage__accountName.',
  },
  OwnBlobsReached: {
    about: 'you: blobs',
    level: 'ok',
    means: 'You reach the blobs.',
  },
  OwnBlobsNotReached: {
    about: 'you: blobs',
    level: 'problem',
    means: 'You do not reach the blobs: "failed show" and "failed replay" will not work.',
    mend: 'az login, then: az role assignment create --role "Storage Blob Data Contributor" --assignee YOU --scope ID_OF_THE_ACCOUNT (the deployment does it for operators)',
  },
  OwnQueueReached: {
    about: 'you: queue',
    level: 'ok',
    means: 'You may put messages on the mail queue.',
  },
  OwnQueueNotReached: {
    about: 'you: queue',
    level: 'problem',
    means: 'You may not put messages on the mail queue: "send" and "failed replay" will not work.',
    mend: 'az login, then: az role assignment create --role "Azure Service Bus Data Sender" --assignee YOU --scope ID_OF_THE_QUEUE (the deployment does it for operators). A firewall must let port 5671 out.',
  },
  OwnClockRight: {
    about: 'you: clock',
    level: 'ok',
    means: 'The clock of this machine agrees with that of Storage.',
  },
  OwnClockOff: {
    about: 'you: clock',
    level: 'warning',
    means: 'The clock of this machine is off: sign-ins fail, and times that you give are others.',
    mend: 'timedatectl set-ntp true (Linux), w32tm /resync (Windows), sntp -sS time.apple.com (macOS)',
  },
  NoAnswer: {
    about: 'functions',
    level: 'problem',
    means:
      'The functions did not take the order: they are stopped, cannot read Storage, or use another storage account.',
    mend: 'az functionapp show --resource-group RESOURCE_GROUP --name APP --query state; az functionapp function list --resource-group RESOURCE_GROUP --name APP must list "doctor"; its Storage__accountName must be yours.',
  },
  RunBroken: {
    about: 'functions',
    level: 'problem',
    means: 'The functions took the order and never answered: the run was ended, or hangs.',
    mend: 'mailchute doctor again; if it stays: az monitor app-insights query --app APP --resource-group RESOURCE_GROUP --analytics-query "exceptions | top 20 by timestamp"',
  },
  OtherOrder: {
    about: 'functions',
    level: 'problem',
    means: 'Somebody else has just asked the functions, and one examination runs at a time.',
    mend: 'mailchute doctor again in some minutes',
  },
} as const satisfies Record<string, FindingMeaning>;
