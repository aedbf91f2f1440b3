import { type Limits, mostMessagesPerMinute } from './pacing/limits.ts';
import { addressKey } from './senders/addressKey.ts';
import { type RecipientRule, readRecipientRule } from './senders/recipientRule.ts';
import { type Environment, isLoopback, SettingReader } from './settingReader.ts';
import type { SettingName } from './settings.ts';

/** How to reach a service: with a key, or with the managed identity. */
type Connection<Identity> =
  | { readonly kind: 'connectionString'; readonly connectionString: string }
  | ({ readonly kind: 'identity' } & Readonly<Identity>);

/** How to reach the namespace of the queues. */
export type ServiceBusConnection = Connection<{ namespace: string }>;

/** How to reach the account of the ledger and the bodies. */
export type StorageConnection = Connection<{ tableUrl: string; blobUrl: string }>;

/** How Mailchute signs in to Graph. `none` only for an endpoint on this machine. */
export type GraphCredential =
  | { readonly kind: 'managed-identity' }
  | ({ readonly kind: 'client-secret'; readonly secret: string } & AppRegistration)
  | ({ readonly kind: 'certificate'; readonly path: string } & AppRegistration)
  | { readonly kind: 'none' };

interface AppRegistration {
  readonly tenantId: string;
  readonly clientId: string;
}

/** Where Graph is and how to sign in. */
export interface GraphConfig {
  readonly endpoint: string;
  readonly version: string;
  readonly credential: GraphCredential;
}

/** Who may send. */
export type SenderConfig =
  | {
      readonly mode: 'group';
      /** Object id or display name. */
      readonly group: string;
      readonly maxRemovalPercent: number;
      readonly maxAgeMs: number;
    }
  | { readonly mode: 'mailbox'; readonly mailbox: string }
  | { readonly mode: 'any' };

/** Where everything is: what people's commands need too. */
export interface ServiceConfig {
  readonly serviceBus: ServiceBusConnection;
  readonly mailQueue: string;
  readonly replyQueues: readonly string[];
  readonly storage: StorageConnection;
  /** Client id of the user-assigned identity; undefined: the system-assigned one. */
  readonly clientId: string | undefined;
  readonly graph: GraphConfig;
}

/** Every setting, read and checked; `settings.ts` says what each means. */
export interface Config extends ServiceConfig {
  readonly senders: SenderConfig;
  readonly recipientsAllowed: RecipientRule;
  readonly mailboxLimits: Limits;
  readonly jobLifetimeMs: number;
  readonly onUncertain: 'hold' | 'resend';
  readonly ledgerRetentionMs: number;
}

/** One or more settings are wrong or missing; the message names each. Nothing may start on them. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const hourMs = 3_600_000;
const bytesPerMb = 1_000_000;
const dayMs = 24 * hourMs;
/** Two weeks. */
const mostLifetimeHours = 336;
/** Records outlive the longest lifetime by the 7 days in which a producer may repeat an id, and a day (protocol, section 8). */
const fewestRetentionDays = 22;
/** Half of what the host gives an instance at a time (host.json, maxConcurrentCalls): others must get some. */
const mostInFlight = 32;
/** Against a slip of the keyboard: 100 times what Exchange allows. */
const mostRecipientsPerDay = 1_000_000;
const mostUploadMb = 10_000;
/** A week: a list that nobody has looked at for longer says nothing about who may send. */
const mostSenderAgeHours = 168;
/** Against a slip of the keyboard: the table grows as long as nothing is purged. */
const mostRetentionDays = 400;
/** Names of queues (Azure resource name rules). */
const queueName = /^[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,258}[A-Za-z0-9])?$/;
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads every setting. Throws `ConfigError` that names all wrong ones at once. */
export function readConfig(env: Environment): Config {
  return withoutFaults(env, (read) => ({
    ...readServices(read),
    senders: readSenders(read),
    recipientsAllowed: readRecipientsAllowed(read),
    mailboxLimits: readMailboxLimits(read),
    jobLifetimeMs: read.wholeNumber('JOB_LIFETIME_HOURS', 1, mostLifetimeHours) * hourMs,
    onUncertain: read.oneOf('ON_UNCERTAIN', 'hold', 'resend'),
    ledgerRetentionMs:
      read.wholeNumber('LEDGER_RETENTION_DAYS', fewestRetentionDays, mostRetentionDays) * dayMs,
  }));
}

/** Reads where everything is, and no rule of sending. Throws `ConfigError` that names all wrong settings at once. */
export function readServiceConfig(env: Environment): ServiceConfig {
  return withoutFaults(env, readServices);
}

/** Reads who may send. Throws `ConfigError` that names all wrong settings at once. */
export function readSenderConfig(env: Environment): SenderConfig {
  return withoutFaults(env, readSenders);
}

/** Reads the limits of mailboxes. Throws `ConfigError` that names all wrong settings at once. */
export function readMailboxLimitsConfig(env: Environment): Limits {
  return withoutFaults(env, readMailboxLimits);
}

function withoutFaults<T>(env: Environment, readAll: (read: SettingReader) => T): T {
  const read = new SettingReader(env);
  const config = readAll(read);
  if (read.faults.length === 0) return config;
  throw new ConfigError(`These settings must be corrected:\n- ${read.faults.join('\n- ')}`);
}

function readServices(read: SettingReader): ServiceConfig {
  return {
    serviceBus: readServiceBus(read),
    mailQueue: read.matching('MAIL_QUEUE', queueName),
    replyQueues: readReplyQueues(read),
    storage: readStorage(read),
    clientId: read.matchingIfSet('AZURE_CLIENT_ID', guid),
    graph: readGraph(read),
  };
}

function readServiceBus(read: SettingReader): ServiceBusConnection {
  // Only the Functions host uses these two, but it tells of a wrong one no more than that the trigger does not start.
  read.matchingIfSet('ServiceBus__credential', /^managedidentity$/i);
  read.matchingIfSet('ServiceBus__clientId', guid);
  if (!read.has('ServiceBus') && read.has('ServiceBus__fullyQualifiedNamespace')) {
    const hostName = /^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)+$/i;
    return {
      kind: 'identity',
      namespace: read.matching('ServiceBus__fullyQualifiedNamespace', hostName),
    };
  }
  return {
    kind: 'connectionString',
    connectionString: read.matching('ServiceBus', /Endpoint=sb:\/\/./i),
  };
}

/** Outcomes on the mail queue itself would be read as jobs. Names of queues know no upper and lower case. */
function readReplyQueues(read: SettingReader): readonly string[] {
  const mailQueue = read.text('MAIL_QUEUE')?.toLowerCase();
  const allowed = (name: string) => queueName.test(name) && name.toLowerCase() !== mailQueue;
  const names = read.list('REPLY_QUEUES');
  if (!names.every(allowed)) read.wrong('REPLY_QUEUES');
  return names;
}

function readStorage(read: SettingReader): StorageConnection {
  if (!read.has('Storage') && read.has('Storage__accountName')) {
    const account = read.matching('Storage__accountName', /^[a-z0-9]{3,24}$/);
    return {
      kind: 'identity',
      tableUrl: read.rootUrl(
        'Storage__tableServiceUri',
        `https://${account}.table.core.windows.net`,
      ),
      blobUrl: read.rootUrl('Storage__blobServiceUri', `https://${account}.blob.core.windows.net`),
    };
  }
  const form = /AccountName=.|SharedAccessSignature=.|UseDevelopmentStorage=true/i;
  return { kind: 'connectionString', connectionString: read.matching('Storage', form) };
}

function readGraph(read: SettingReader): GraphConfig {
  const endpoint = read.rootUrl('GRAPH_ENDPOINT');
  const version = read.oneOf('GRAPH_VERSION', 'v1.0', 'beta');
  return { endpoint, version, credential: readGraphCredential(read, endpoint) };
}

function readGraphCredential(read: SettingReader, endpoint: string): GraphCredential {
  const kind = read.oneOf(
    'GRAPH_CREDENTIAL',
    'managed-identity',
    'client-secret',
    'certificate',
    'none',
  );
  if (kind === 'none' && endpoint !== '' && !isLoopback(endpoint)) read.wrong('GRAPH_CREDENTIAL');
  if (kind === 'managed-identity' || kind === 'none') return { kind };
  const tenantId = read.matching('GRAPH_TENANT_ID', /^[\w.-]+$/);
  const clientId = read.matching('GRAPH_CLIENT_ID', guid);
  return kind === 'client-secret'
    ? { kind, tenantId, clientId, secret: read.matching('GRAPH_CLIENT_SECRET', /./) }
    : {
        kind,
        tenantId,
        clientId,
        path: read.matching('GRAPH_CERTIFICATE_PATH', /^(?!-----BEGIN)./),
      };
}

function readSenders(read: SettingReader): SenderConfig {
  const mode = read.oneOf('SENDER_MODE', 'group', 'mailbox', 'any');
  switch (mode) {
    case 'group':
      return {
        mode,
        group: read.matching('SENDER_GROUP', /./),
        maxRemovalPercent: read.wholeNumber('SENDER_MAX_REMOVAL_PERCENT', 0, 100),
        maxAgeMs: read.wholeNumber('SENDER_MAX_AGE_HOURS', 2, mostSenderAgeHours) * hourMs,
      };
    case 'mailbox': {
      const mailbox = addressKey(read.text('SENDER_MAILBOX') ?? '');
      if (mailbox === undefined) read.wrong('SENDER_MAILBOX');
      return { mode, mailbox: mailbox ?? '' };
    }
    case 'any':
      return { mode };
    default:
      return mode satisfies never;
  }
}

function readRecipientsAllowed(read: SettingReader): RecipientRule {
  const rule = readRecipientRule(read.list('RECIPIENTS_ALLOWED'));
  if (!rule) read.wrong('RECIPIENTS_ALLOWED');
  return rule ?? { addresses: new Set(), domains: new Set() };
}

function readMailboxLimits(read: SettingReader): Limits {
  const limit = (name: SettingName, most: number) => read.wholeNumber(name, 0, most) || undefined;
  const uploadMb = limit('MAILBOX_UPLOAD_MB_PER_5MIN', mostUploadMb);
  return {
    messagesPerMinute: limit('MAILBOX_MESSAGES_PER_MINUTE', mostMessagesPerMinute),
    inFlight: limit('MAILBOX_IN_FLIGHT', mostInFlight),
    recipientsPerDay: limit('MAILBOX_RECIPIENTS_PER_DAY', mostRecipientsPerDay),
    uploadBytesPer5Min: uploadMb && uploadMb * bytesPerMb,
  };
}
