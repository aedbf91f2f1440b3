import { expect, test } from 'vitest';
import { readConfig } from '../../shared/config.ts';
import { configWith, least, withIdentity } from './settings.ts';

const hourMs = 60 * 60 * 1000;

test('two connection strings and the group of senders are enough: everything else has a default', () => {
  expect(readConfig(least)).toEqual({
    serviceBus: { kind: 'connectionString', connectionString: least.ServiceBus },
    mailQueue: 'mail',
    replyQueues: [],
    storage: { kind: 'connectionString', connectionString: least.Storage },
    clientId: undefined,
    graph: {
      endpoint: 'https://graph.microsoft.com',
      version: 'v1.0',
      credential: { kind: 'managed-identity' },
    },
    senders: {
      mode: 'group',
      group: 'Mail senders',
      maxRemovalPercent: 20,
      maxAgeMs: 24 * hourMs,
    },
    recipientsAllowed: { addresses: new Set(), domains: new Set() },
    mailboxLimits: {
      messagesPerMinute: 30,
      inFlight: 4,
      recipientsPerDay: 10_000,
      uploadBytesPer5Min: 150_000_000,
    },
    jobLifetimeMs: 48 * hourMs,
    onUncertain: 'hold',
    ledgerRetentionMs: 30 * 24 * hourMs,
  });
});

test('with an identity no secret is needed at all', () => {
  expect(readConfig(withIdentity)).toMatchObject({
    serviceBus: { kind: 'identity', namespace: 'contoso.servicebus.windows.net' },
    storage: {
      kind: 'identity',
      tableUrl: 'https://contosomail.table.core.windows.net',
      blobUrl: 'https://contosomail.blob.core.windows.net',
    },
    clientId: withIdentity.AZURE_CLIENT_ID,
  });
});

test('every other value that is given is the one that is used', () => {
  expect(
    configWith({
      MAIL_QUEUE: 'teams/outbox',
      REPLY_QUEUES: ' replies , billing/outcomes,,',
      GRAPH_VERSION: 'beta',
      SENDER_MAX_REMOVAL_PERCENT: '0',
      SENDER_MAX_AGE_HOURS: '168',
      RECIPIENTS_ALLOWED: 'Contoso.example, @müller.example, Ann@Fabrikam.example',
      JOB_LIFETIME_HOURS: '336',
      ON_UNCERTAIN: 'resend',
      LEDGER_RETENTION_DAYS: '22',
    }),
  ).toMatchObject({
    mailQueue: 'teams/outbox',
    replyQueues: ['replies', 'billing/outcomes'],
    graph: { version: 'beta' },
    senders: { maxRemovalPercent: 0, maxAgeMs: 168 * hourMs },
    recipientsAllowed: {
      addresses: new Set(['ann@fabrikam.example']),
      domains: new Set(['contoso.example', 'xn--mller-kva.example']),
    },
    jobLifetimeMs: 336 * hourMs,
    onUncertain: 'resend',
    ledgerRetentionMs: 22 * 24 * hourMs,
  });
});

test.each(['', '   ', '\t\n'])('a blank setting (%j) is one that is left out', (blank) => {
  const names = [
    'MAIL_QUEUE',
    'REPLY_QUEUES',
    'GRAPH_ENDPOINT',
    'GRAPH_CREDENTIAL',
    'ON_UNCERTAIN',
  ];
  const more = ['AZURE_CLIENT_ID', 'ServiceBus__credential', 'Storage__accountName'];
  const blanks = Object.fromEntries([...names, ...more].map((name) => [name, blank]));

  expect(configWith(blanks)).toEqual(readConfig(least));
});

test('blanks around a value do not belong to it', () => {
  expect(configWith({ MAIL_QUEUE: ' outbox\n' }).mailQueue).toBe('outbox');
});

test('a blank connection string leaves the place to the identity', () => {
  expect(readConfig({ ...withIdentity, ServiceBus: '', Storage: ' ' })).toMatchObject({
    serviceBus: { kind: 'identity' },
    storage: { kind: 'identity' },
  });
});

test('a connection string wins over the identity, as it does for the Functions host', () => {
  expect(readConfig({ ...withIdentity, ...least })).toMatchObject({
    serviceBus: { kind: 'connectionString' },
    storage: { kind: 'connectionString' },
  });
});
