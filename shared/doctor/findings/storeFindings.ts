import type { FindingMeaning } from './meaning.ts';

/** Service Bus and Storage as the functions reach them. */
export const storeFindings = {
  QueueReady: {
    about: 'queue',
    level: 'ok',
    means: 'The functions may put messages on the mail queue, as waits and replays need.',
  },
  QueueNotReady: {
    about: 'queue',
    level: 'problem',
    means: 'The functions cannot put messages on the mail queue: waits and replays would be lost.',
    mend: 'az role assignment create --role "Azure Service Bus Data Sender" --assignee PRINCIPAL_ID --scope ID_OF_THE_QUEUE; if the queue is missing, deploy again or correct MAIL_QUEUE.',
  },
  TablesReady: {
    about: 'tables',
    level: 'ok',
    means: 'Every table can be read and written.',
  },
  TablesNotReady: {
    about: 'tables',
    level: 'problem',
    means:
      'A table is missing, or may not be read and written. Without the ledger nothing is sent.',
    mend: 'az role assignment create --role "Storage Table Data Contributor" --assignee PRINCIPAL_ID --scope ID_OF_THE_TABLE; if it is missing: az storage table create --name TABLE --account-name ACCOUNT --auth-mode login',
  },
  BlobsReady: {
    about: 'blobs',
    level: 'ok',
    means: 'The containers of large and of parked mail can be read and written.',
  },
  BlobsNotReady: {
    about: 'blobs',
    level: 'problem',
    means:
      'A container is missing, or may not be read and written. Large mail cannot be sent, or failed mail not be parked.',
    mend: 'az role assignment create --role "Storage Blob Data Contributor" --assignee PRINCIPAL_ID --scope ID_OF_THE_CONTAINER; if it is missing: az storage container create --name CONTAINER --account-name ACCOUNT --auth-mode login',
  },
} as const satisfies Record<string, FindingMeaning>;
