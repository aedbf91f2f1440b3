/**
 * Every setting that exists: name, default, what is allowed, what it is for. `config.ts` checks values against it;
 * docs/settings.md and local.settings.example.json are held against it by a test. Names are a public surface.
 */
export const settings = {
  ServiceBus: {
    allowed:
      'a Service Bus connection string; or leave it out and set ServiceBus__fullyQualifiedNamespace',
    means: 'The namespace of the queue, with a key. For local work.',
  },
  ServiceBus__fullyQualifiedNamespace: {
    allowed: 'a host name such as contoso.servicebus.windows.net, no URL',
    means: 'The namespace of the queue, reached with the managed identity.',
  },
  ServiceBus__credential: {
    allowed: 'managedidentity',
    means: 'Read by the Functions host: how the trigger signs in.',
  },
  ServiceBus__clientId: {
    allowed: 'the client id (a GUID) of a user-assigned identity',
    means: 'Read by the Functions host: which identity the trigger signs in as.',
  },
  MAIL_QUEUE: {
    fallback: 'mail',
    allowed:
      'the name of a queue: 1 to 260 of letters, digits and . _ - /, a letter or digit at both ends',
    means: 'The queue that jobs are put on.',
  },
  REPLY_QUEUES: {
    fallback: '',
    allowed: 'names of queues with commas between, none of them MAIL_QUEUE; or nothing',
    means: 'Queues that a producer may name in replyTo for the outcome of its job.',
  },
  Storage: {
    allowed: 'a Storage connection string; or leave it out and set Storage__accountName',
    means: 'The account of the ledger and the bodies, with a key. For local work.',
  },
  Storage__accountName: {
    allowed: 'the name of a storage account: 3 to 24 of a-z and 0-9, no URL',
    means: 'The account of the ledger and the bodies, reached with the managed identity.',
  },
  Storage__tableServiceUri: {
    allowed: 'an https URL without a path; http only for this machine',
    means: 'The table service where it is not at table.core.windows.net (national clouds).',
  },
  Storage__blobServiceUri: {
    allowed: 'an https URL without a path; http only for this machine',
    means: 'The blob service where it is not at blob.core.windows.net (national clouds).',
  },
  AZURE_CLIENT_ID: {
    allowed: 'the client id (a GUID, no resource id) of a user-assigned identity',
    means: 'The identity for Service Bus, Storage and Graph. Left out: the system-assigned one.',
  },
  GRAPH_ENDPOINT: {
    fallback: 'https://graph.microsoft.com',
    allowed: 'an https URL without a path; http only for this machine',
    means: 'The root of Microsoft Graph. Other in national clouds and for the local simulator.',
  },
  GRAPH_VERSION: {
    fallback: 'v1.0',
    allowed: 'v1.0, beta',
    means: 'The version of Microsoft Graph.',
  },
  GRAPH_CREDENTIAL: {
    fallback: 'managed-identity',
    allowed:
      'managed-identity, client-secret, certificate, none (none only for an endpoint on this machine)',
    means: 'How Mailchute signs in to Graph.',
  },
  GRAPH_TENANT_ID: {
    allowed: 'the id or a domain of the tenant; needed for client-secret and certificate',
    means: 'The tenant of the app registration.',
  },
  GRAPH_CLIENT_ID: {
    allowed:
      'the client id (a GUID) of the app registration; needed for client-secret and certificate',
    means: 'The app registration that signs in where there is no managed identity.',
  },
  GRAPH_CLIENT_SECRET: {
    allowed: 'the secret itself, or a Key Vault reference; needed for client-secret',
    means: 'The secret of the app registration.',
  },
  GRAPH_CERTIFICATE_PATH: {
    allowed: 'the path of a PEM file with certificate and key; needed for certificate',
    means: 'The certificate of the app registration.',
  },
  SENDER_MODE: {
    fallback: 'group',
    allowed: 'group, mailbox, any',
    means: 'Who may send: the members of a group, one mailbox, or every mailbox of the tenant.',
  },
  SENDER_GROUP: {
    allowed: 'the object id of the group, or its display name if no other group has it',
    means: 'The Entra group whose direct members may send. Needed for SENDER_MODE group.',
  },
  SENDER_MAILBOX: {
    allowed: 'one address, such as noreply@contoso.com',
    means:
      'The one mailbox that may send, by any of its addresses. Needed for SENDER_MODE mailbox.',
  },
  SENDER_MAX_REMOVAL_PERCENT: {
    fallback: '20',
    allowed: 'a whole number from 0 to 100; 0: every removal needs a person',
    means:
      'The share of the senders that one run may remove. More is refused until a person runs mailchute senders sync --force.',
  },
  SENDER_MAX_AGE_HOURS: {
    fallback: '24',
    allowed: 'a whole number from 2 to 168',
    means:
      'How old the list of senders may be. When it is older, jobs wait instead of being sent by it.',
  },
  RECIPIENTS_ALLOWED: {
    fallback: '',
    allowed: 'addresses and domains with commas between, such as contoso.com, ann@example.com',
    means: 'Who may get mail; nothing: everybody. Set it wherever real people must not get mail.',
  },
  MAILBOX_MESSAGES_PER_MINUTE: {
    fallback: '30',
    allowed: 'a whole number from 0 to 3000; 0: no limit',
    means: 'Mails that one mailbox sends in any minute, over all instances. Exchange allows 30.',
  },
  MAILBOX_IN_FLIGHT: {
    fallback: '4',
    allowed: 'a whole number from 0 to 32; 0: no limit',
    means:
      'Requests that one mailbox has under way at once, over all instances. Exchange allows 4.',
  },
  MAILBOX_RECIPIENTS_PER_DAY: {
    fallback: '10000',
    allowed: 'a whole number from 0 to 1000000; 0: no limit',
    means: 'Recipients that one mailbox sends to in any 24 hours. Exchange allows 10,000.',
  },
  MAILBOX_UPLOAD_MB_PER_5MIN: {
    fallback: '150',
    allowed: 'a whole number from 0 to 10000; 0: no limit',
    means: 'Megabytes that one mailbox uploads in any 5 minutes. Graph allows 150.',
  },
  JOB_LIFETIME_HOURS: {
    fallback: '48',
    allowed: 'a whole number from 1 to 336',
    means: 'How long a job may wait to be sent before it ends as expired.',
  },
  ON_UNCERTAIN: {
    fallback: 'hold',
    allowed: 'hold, resend',
    means: 'What becomes of a mail of which nothing tells whether it went out.',
  },
  LEDGER_RETENTION_DAYS: {
    fallback: '30',
    allowed: 'a whole number from 22 to 400',
    means:
      'How long the record of a finished job is kept. Messages older than this less 7 days are held, never sent.',
  },
} as const satisfies Record<string, Setting>;

/** What is known of one setting. Without `fallback` it may be left out; what then follows is said in `means`. */
export interface Setting {
  readonly fallback?: string;
  readonly allowed: string;
  readonly means: string;
}

/** The name of a setting. */
export type SettingName = keyof typeof settings;
