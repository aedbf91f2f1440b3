import { expect, test } from 'vitest';
import { type SettingName, settings } from '../../shared/settings.ts';
import { clientId, faultsOf, faultsWith, withIdentity } from './settings.ts';

const resourceId =
  '/subscriptions/1/resourceGroups/mail/providers/Microsoft.ManagedIdentity/userAssignedIdentities/mail';

const wrong: readonly [SettingName, string][] = [
  ['MAIL_QUEUE', 'mail queue'],
  ['MAIL_QUEUE', 'mail/'],
  ['MAIL_QUEUE', 'mail/$DeadLetterQueue'],
  ['MAIL_QUEUE', '%MAIL_QUEUE%'],
  ['REPLY_QUEUES', 'replies;outcomes'],
  ['REPLY_QUEUES', 'replies, my queue'],
  ['REPLY_QUEUES', 'replies, MAIL'],
  ['AZURE_CLIENT_ID', 'mail-identity'],
  ['AZURE_CLIENT_ID', resourceId],
  ['ServiceBus__credential', 'client-secret'],
  ['ServiceBus__clientId', 'mail-identity'],
  ['GRAPH_ENDPOINT', 'graph.microsoft.com'],
  ['GRAPH_ENDPOINT', 'https://graph.microsoft.com/v1.0'],
  ['GRAPH_ENDPOINT', 'https://graph.microsoft.com?x=1'],
  ['GRAPH_ENDPOINT', 'https://graph.microsoft.com#x'],
  ['GRAPH_ENDPOINT', 'http://graph.microsoft.com'],
  ['GRAPH_ENDPOINT', 'http://127.0.0.1.evil.example:8025'],
  ['GRAPH_ENDPOINT', 'http://localhost.evil.example'],
  ['GRAPH_ENDPOINT', 'file:///etc/passwd'],
  ['GRAPH_VERSION', '1.0'],
  ['GRAPH_CREDENTIAL', 'Managed-Identity'],
  ['GRAPH_CREDENTIAL', 'secret'],
  ['SENDER_MODE', 'Group'],
  ['SENDER_MODE', 'all'],
  ['SENDER_MAX_REMOVAL_PERCENT', '101'],
  ['SENDER_MAX_REMOVAL_PERCENT', '20%'],
  ['SENDER_MAX_AGE_HOURS', '1'],
  ['SENDER_MAX_AGE_HOURS', '169'],
  ['RECIPIENTS_ALLOWED', 'contoso.example fabrikam.example'],
  ['RECIPIENTS_ALLOWED', '*.contoso.example'],
  ['RECIPIENTS_ALLOWED', '*'],
  ['RECIPIENTS_ALLOWED', 'contoso'],
  ['RECIPIENTS_ALLOWED', 'ann@'],
  ['RECIPIENTS_ALLOWED', '@@contoso.example'],
  ['JOB_LIFETIME_HOURS', '0'],
  ['JOB_LIFETIME_HOURS', '337'],
  ['JOB_LIFETIME_HOURS', '1.5'],
  ['JOB_LIFETIME_HOURS', '-1'],
  ['JOB_LIFETIME_HOURS', '48h'],
  ['JOB_LIFETIME_HOURS', '1e2'],
  ['JOB_LIFETIME_HOURS', 'Infinity'],
  ['ON_UNCERTAIN', 'send'],
  ['ON_UNCERTAIN', 'true'],
  ['LEDGER_RETENTION_DAYS', '21'],
  ['LEDGER_RETENTION_DAYS', '401'],
];

test.each(wrong)('%s = %s stops the start with name, value and what is allowed', (name, value) => {
  expect(faultsWith({ [name]: value })).toEqual([
    `${name} is ${JSON.stringify(value)}. Allowed: ${settings[name].allowed}.`,
  ]);
});

test.each<[SettingName, string]>([
  ['ServiceBus__fullyQualifiedNamespace', 'contoso'],
  ['ServiceBus__fullyQualifiedNamespace', 'sb://contoso.servicebus.windows.net'],
  ['ServiceBus__fullyQualifiedNamespace', 'contoso.servicebus.windows.net/'],
  ['Storage__accountName', 'https://contosomail.blob.core.windows.net'],
  ['Storage__accountName', 'Contoso Mail'],
  ['Storage__accountName', 'a'.repeat(25)],
  ['Storage__tableServiceUri', 'contosomail.table.core.windows.net'],
  ['Storage__blobServiceUri', 'http://contosomail.blob.core.windows.net'],
  ['Storage__blobServiceUri', 'https://contosomail.blob.core.windows.net/mail-jobs'],
])('%s = %s stops the start where an identity is used', (name, value) => {
  expect(faultsOf({ ...withIdentity, [name]: value })).toEqual([
    `${name} is ${JSON.stringify(value)}. Allowed: ${settings[name].allowed}.`,
  ]);
});

test('a fault tells what must be given when nothing is', () => {
  expect(faultsOf({})).toEqual([
    `ServiceBus is missing. Allowed: ${settings.ServiceBus.allowed}.`,
    `Storage is missing. Allowed: ${settings.Storage.allowed}.`,
    `SENDER_GROUP is missing. Allowed: ${settings.SENDER_GROUP.allowed}.`,
  ]);
});

test('all faults are told at once', () => {
  const faults = faultsOf({
    MAIL_QUEUE: '?',
    GRAPH_VERSION: '2',
    GRAPH_CREDENTIAL: 'certificate',
    JOB_LIFETIME_HOURS: 'x',
    AZURE_CLIENT_ID: clientId,
  });

  expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
    'ServiceBus',
    'MAIL_QUEUE',
    'Storage',
    'GRAPH_VERSION',
    'GRAPH_TENANT_ID',
    'GRAPH_CLIENT_ID',
    'GRAPH_CERTIFICATE_PATH',
    'SENDER_GROUP',
    'JOB_LIFETIME_HOURS',
  ]);
});

test('a long value is cut, and none breaks the line it is told in', () => {
  const [fault] = faultsWith({ ON_UNCERTAIN: `a\n${'b'.repeat(500)}` });

  expect(fault).toMatch(/^ON_UNCERTAIN is "a\\nb{98}\.\.\."\. Allowed: /);
});

test.each([
  'JOB_LIFETIME_HOURS',
  'LEDGER_RETENTION_DAYS',
  'SENDER_MAX_REMOVAL_PERCENT',
  'SENDER_MAX_AGE_HOURS',
  'MAILBOX_MESSAGES_PER_MINUTE',
  'MAILBOX_IN_FLIGHT',
  'MAILBOX_RECIPIENTS_PER_DAY',
  'MAILBOX_UPLOAD_MB_PER_5MIN',
] as const)('the bounds in the text of %s are the bounds that hold', (name) => {
  const [, from, to] = /from (\d+) to (\d+)/.exec(settings[name].allowed) ?? [];
  const within = [from, to].flatMap((bound) => faultsWith({ [name]: bound }));
  const below = faultsWith({ [name]: String(Number(from) - 1) }); // of 0 that is -1
  const above = faultsWith({ [name]: String(Number(to) + 1) });

  expect(within).toEqual([]);
  expect(below).toHaveLength(1);
  expect(above).toHaveLength(1);
});
