import { expect, test } from 'vitest';
import { readConfig } from '../../shared/config.ts';
import { isLoopback } from '../../shared/settingReader.ts';
import { settings } from '../../shared/settings.ts';
import { clientId, configWith, faultsWith, withIdentity } from './settings.ts';

const app = { GRAPH_TENANT_ID: 'contoso.onmicrosoft.com', GRAPH_CLIENT_ID: clientId };

test('a client secret or a certificate signs in where there is no managed identity', () => {
  const registration = { tenantId: 'contoso.onmicrosoft.com', clientId };

  expect(
    configWith({ ...app, GRAPH_CREDENTIAL: 'client-secret', GRAPH_CLIENT_SECRET: 's' }).graph
      .credential,
  ).toEqual({ kind: 'client-secret', ...registration, secret: 's' });
  expect(
    configWith({ ...app, GRAPH_CREDENTIAL: 'certificate', GRAPH_CERTIFICATE_PATH: '/run/app.pem' })
      .graph.credential,
  ).toEqual({ kind: 'certificate', ...registration, path: '/run/app.pem' });
});

test.each([
  'https://graph.microsoft.us',
  'https://dod-graph.microsoft.us',
  'https://microsoftgraph.chinacloudapi.cn',
])('the Graph of a national cloud is an endpoint: %s', (endpoint) => {
  expect(configWith({ GRAPH_ENDPOINT: `${endpoint}/` }).graph.endpoint).toBe(endpoint);
});

test('in a national cloud the storage services have URLs of their own', () => {
  const uris = {
    Storage__tableServiceUri: 'https://contosomail.table.core.usgovcloudapi.net/',
    Storage__blobServiceUri: 'https://contosomail.blob.core.usgovcloudapi.net',
  };

  expect(readConfig({ ...withIdentity, ...uris }).storage).toEqual({
    kind: 'identity',
    tableUrl: 'https://contosomail.table.core.usgovcloudapi.net',
    blobUrl: 'https://contosomail.blob.core.usgovcloudapi.net',
  });
});

const thisMachine = [
  'http://127.0.0.1:8025',
  'http://localhost:8025/',
  'http://LOCALHOST',
  'https://127.8.9.1',
  'http://[::1]:8025',
];

test.each(thisMachine)('no sign-in is needed for an endpoint on this machine: %s', (endpoint) => {
  const { graph } = configWith({ GRAPH_ENDPOINT: endpoint, GRAPH_CREDENTIAL: 'none' });

  expect(graph).toMatchObject({ endpoint: new URL(endpoint).origin, credential: { kind: 'none' } });
});

test.each([
  undefined,
  'https://graph.microsoft.com',
  'https://127.0.0.1.evil.example',
  'https://localhost.evil.example',
  'https://10.0.0.1',
  'https://0.0.0.0',
  'https://[::]',
])('for any other endpoint (%s) GRAPH_CREDENTIAL may not be none', (endpoint) => {
  expect(faultsWith({ GRAPH_ENDPOINT: endpoint, GRAPH_CREDENTIAL: 'none' })).toEqual([
    `GRAPH_CREDENTIAL is "none". Allowed: ${settings.GRAPH_CREDENTIAL.allowed}.`,
  ]);
});

test.each([
  'http://127.0.0.1.evil.example',
  'http://127.0.0.1@evil.example',
  'http://evil.example/127.0.0.1',
  'http://localhost@evil.example',
])(
  'an endpoint that only looks like this machine is refused with no credential at all: %s',
  (endpoint) => {
    expect(isLoopback(endpoint)).toBe(false);
    expect(faultsWith({ GRAPH_ENDPOINT: endpoint, GRAPH_CREDENTIAL: 'none' })).toEqual([
      expect.stringMatching(/^GRAPH_ENDPOINT is /),
    ]);
  },
);

test('what is no URL leads nowhere', () => {
  expect(isLoopback('127.0.0.1')).toBe(false);
  expect(isLoopback('')).toBe(false);
});
