import { TableClient } from '@azure/data-tables';
import { expect, test } from 'vitest';
import { senderAddressEntity, tableDirectory } from '../../shared/senders/tableDirectory.ts';
import { StoreUnavailable } from '../../shared/storeUnavailable.ts';
import { freshTable } from '../support/stores.ts';
import { seededDirectory, unmadeDirectory } from './directories.ts';

const mailboxId = '7f2c1c3e-0d3c-4f6f-9a35-1f0a3c5f9d11';

test('an address that is in the table may send by its mailbox', async () => {
  const directory = await seededDirectory({ 'billing@contoso.example': mailboxId });

  expect(await directory.senderOf('billing@contoso.example')).toEqual({ mailboxId });
});

test('an address that is not in the table may not send', async () => {
  const directory = await seededDirectory({ 'billing@contoso.example': mailboxId });

  expect(await directory.senderOf('nobody@contoso.example')).toBeUndefined();
});

test('an address is found in whatever case it was stored and is asked for', async () => {
  const directory = await seededDirectory({ 'Billing@Contoso.EXAMPLE': mailboxId });

  expect(await directory.senderOf('billing@contoso.example')).toEqual({ mailboxId });
  expect(await directory.senderOf('BILLING@CONTOSO.example')).toEqual({ mailboxId });
});

test.each([
  'a/b@contoso.example',
  'a#b@contoso.example',
  'a?b@contoso.example',
  'a%b@contoso.example',
  'a%2fb@contoso.example',
  'a\\b@contoso.example',
  "o'brien@contoso.example",
  '"a b"@contoso.example',
  `${'x'.repeat(1500)}@contoso.example`,
])('the address %s, no key of a table as it is, is found', async (address) => {
  const directory = await seededDirectory({ [address]: mailboxId });

  expect(await directory.senderOf(address)).toEqual({ mailboxId });
  expect(await directory.senderOf(`x${address}`)).toBeUndefined();
});

test('whoever left the group may not send, though the row is kept', async () => {
  const table = await freshTable();
  const row = senderAddressEntity('billing@contoso.example', mailboxId);
  await table.createEntity({ ...row, removedAt: new Date('2026-11-01') });

  expect(await tableDirectory(table).senderOf('billing@contoso.example')).toBeUndefined();
});

test('whoever comes back to the group may send again', async () => {
  const table = await freshTable();
  const row = senderAddressEntity('billing@contoso.example', mailboxId);
  await table.createEntity({ ...row, removedAt: new Date('2026-11-01') });
  await table.upsertEntity(row, 'Replace');

  expect(await tableDirectory(table).senderOf('billing@contoso.example')).toEqual({ mailboxId });
});

test('a look-up is one point read, whether the address is there or not', async () => {
  const table = await freshTable();
  await table.createEntity(senderAddressEntity('billing@contoso.example', mailboxId));
  const requests: string[] = [];
  table.pipeline.addPolicy({
    name: 'count',
    sendRequest: (request, next) => {
      requests.push(`${request.method} ${decodeURIComponent(new URL(request.url).pathname)}`);
      return next(request);
    },
  });

  await tableDirectory(table).senderOf('billing@contoso.example');
  await tableDirectory(table).senderOf('nobody@contoso.example');

  const pointRead = /^GET \/\w+\/\w+\(PartitionKey='[0-9a-f]{2}',RowKey='[0-9a-f]{64}'\)$/;
  expect(requests).toEqual([expect.stringMatching(pointRead), expect.stringMatching(pointRead)]);
});

test('a missing table is a fault and never "not allowed": that would refuse every mail for good', async () => {
  await expect(unmadeDirectory().senderOf('billing@contoso.example')).rejects.toBeInstanceOf(
    StoreUnavailable,
  );
});

test('a store that is down is a fault and never "not allowed"', async () => {
  const table = new TableClient('http://127.0.0.1:1/account', 'senders', {
    allowInsecureConnection: true,
    retryOptions: { maxRetries: 0 },
  });

  await expect(tableDirectory(table).senderOf('billing@contoso.example')).rejects.toMatchObject({
    name: 'StoreUnavailable',
    cause: expect.any(Error),
  });
});

test('a damaged row is a fault: it names no mailbox to send by', async () => {
  const table = await freshTable();
  const { mailboxId: _, ...damaged } = senderAddressEntity('billing@contoso.example', mailboxId);
  await table.createEntity(damaged);

  await expect(tableDirectory(table).senderOf('billing@contoso.example')).rejects.toBeInstanceOf(
    StoreUnavailable,
  );
});
