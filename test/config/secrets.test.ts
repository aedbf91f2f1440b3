import { expect, test } from 'vitest';
import type { Environment } from '../../shared/settingReader.ts';
import { clientId, faultsOf, faultsWith } from './settings.ts';

const appRegistration = { GRAPH_TENANT_ID: 'contoso.onmicrosoft.com', GRAPH_CLIENT_ID: clientId };
const serviceBusKey = 'Endpoint=sb://contoso/;SharedAccessKeyName=n;SharedAccessKey=CANARY=';
const storageKey = 'DefaultEndpointsProtocol=https;AccountName=x;AccountKey=CANARY==';

test.each<[string, Environment]>([
  ['a broken Service Bus connection string', { ServiceBus: 'SharedAccessKey=CANARY' }],
  ['a broken Storage connection string', { Storage: 'AccountKey=CANARY' }],
  ['a key alone as Service Bus connection', { ServiceBus: 'CANARY' }],
  [
    'a Storage connection string as account name',
    { Storage: '', Storage__accountName: storageKey },
  ],
  [
    'a Service Bus connection string as host name',
    { ServiceBus: '', ServiceBus__fullyQualifiedNamespace: serviceBusKey },
  ],
  ['a connection string as queue', { MAIL_QUEUE: serviceBusKey }],
  ['a password in the Graph URL', { GRAPH_ENDPOINT: 'https://me:CANARY@graph.microsoft.com' }],
  ['a password alone in the Graph URL', { GRAPH_ENDPOINT: 'https://:CANARY@graph.microsoft.com' }],
  [
    'a SAS in a storage URL',
    {
      Storage: '',
      Storage__accountName: 'contosomail',
      Storage__blobServiceUri: 'https://x.example/?sig=CANARY',
    },
  ],
  [
    'a secret in place of the client id',
    { ...appRegistration, GRAPH_CREDENTIAL: 'client-secret', GRAPH_CLIENT_ID: 'CANARY~8Q' },
  ],
  [
    'a secret in place of the tenant',
    { ...appRegistration, GRAPH_CREDENTIAL: 'certificate', GRAPH_TENANT_ID: 'CANARY~8Q' },
  ],
  [
    'a certificate in place of its path',
    {
      ...appRegistration,
      GRAPH_CREDENTIAL: 'certificate',
      GRAPH_CERTIFICATE_PATH: '-----BEGIN PRIVATE KEY-----\nCANARY',
    },
  ],
])('%s is told as wrong, and its value is not', (_what, env) => {
  const faults = faultsWith(env);

  expect(faults.length).toBeGreaterThan(0);
  expect(faults.join('\n')).not.toContain('CANARY');
  expect(faults.join('\n')).toContain('not understood (not shown, since it may hold a secret)');
});

test('a good secret beside a wrong setting is not told either', () => {
  const faults = faultsOf({
    ServiceBus: serviceBusKey,
    Storage: storageKey,
    ...appRegistration,
    GRAPH_CREDENTIAL: 'client-secret',
    GRAPH_CLIENT_SECRET: 'CANARY',
    SENDER_GROUP: 'Mail senders',
    ON_UNCERTAIN: 'x',
  });

  expect(faults).toEqual(['ON_UNCERTAIN is "x". Allowed: hold, resend.']);
});

test('a missing secret is told as missing', () => {
  const faults = faultsWith({ ...appRegistration, GRAPH_CREDENTIAL: 'client-secret' });

  expect(faults).toEqual([expect.stringMatching(/^GRAPH_CLIENT_SECRET is missing\. Allowed: /)]);
});
