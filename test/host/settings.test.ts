import { expect, test } from 'vitest';
import { startFixture } from './support/fixtureHost.ts';
import { startQueues } from './support/serviceBus.ts';

const unreachable =
  'Endpoint=sb://localhost:1;SharedAccessKeyName=x;SharedAccessKey=hush;UseDevelopmentEmulator=true';

/** The settings app; `AzureWebJobsBus` and the default connection lead to the emulator. */
async function startSettings() {
  const names = ['byPrefix', 'byDefault', 'fromSetting'];
  const queues = await startQueues(Object.fromEntries(names.map((name) => [name, {}])));
  const host = await startFixture('settings', {
    AzureWebJobsBus: queues.connectionString,
    Bus: unreachable,
    ServiceBus: queues.connectionString,
    AzureWebJobsStorage: 'UseDevelopmentStorage=true',
    Storage: queues.connectionString,
    QueueName: 'fromSetting',
    BrokenBus: 'Endpoint=nonsense;SharedAccessKey=hush',
    IdentityBus__fullyQualifiedNamespace: 'example.invalid',
    IdentityBus__credential: 'managedidentity',
    IdentityBus__clientId: '00000000-0000-0000-0000-000000000001',
  });
  return { ...queues, host };
}

test('a connection is read from AzureWebJobs<name>, then <name>; a nameless one is ServiceBus', async () => {
  const { client, host } = await startSettings();

  for (const queue of ['byPrefix', 'byDefault']) {
    await client.createSender(queue).sendMessages({ body: Buffer.from('hello') });
  }

  await host.linesAfter('byPrefix got hello');
  await host.linesAfter('byDefault got hello');
});

test('a queue name between percent signs is read from the settings', async () => {
  const { client, host } = await startSettings();

  await client.createSender('fromSetting').sendMessages({ body: Buffer.from('hello') });

  await host.linesAfter('bySetting got hello');
});

test('a function that cannot listen says why, and the others go on', async () => {
  const { host } = await startSettings();

  expect(host.functions.map(({ name }) => name)).toEqual([
    'byPrefix',
    'byDefault',
    'bySetting',
    'byIdentity',
  ]);
  const reasons = Object.fromEntries(host.refused.map(({ name, reason }) => [name, reason]));
  expect(reasons).toEqual({
    byMissingSetting: expect.stringContaining('"NoSuchName", which is not set'),
    byMissingConnection: expect.stringContaining('Set "NoSuchBus" to a connection string'),
    byStorageName: expect.any(String),
    byBrokenConnection: expect.stringContaining('cannot be read'),
    inBatches: expect.stringContaining('cardinality: many'),
    withSessions: expect.stringContaining('isSessionsEnabled: true'),
    unsettled: expect.stringContaining('autoCompleteMessages: false'),
    onTopic: expect.stringContaining('Topics are not imitated'),
    withOutput: expect.stringContaining('"serviceBus"'),
    onBlob: expect.stringContaining('blobTrigger'),
  });
});

test('a connection named Storage is the storage account of the host, whatever Storage holds', async () => {
  const { host } = await startSettings();

  const refused = host.refused.find(({ name }) => name === 'byStorageName');

  expect(refused?.reason).toContain('connection string cannot be read');
});

test('no key of a connection string is printed', async () => {
  const { host } = await startSettings();

  await host.stop();

  expect(host.lines.join('\n')).not.toContain('hush');
});
