import { BlobServiceClient } from '@azure/storage-blob';
import { expect, inject, test } from 'vitest';
import { blobJobBodies } from '../../shared/bodies/jobBodies.ts';
import { blobParkedBodies, parkedName } from '../../shared/bodies/parkedBodies.ts';
import { jobLimits } from '../../shared/job/limits.ts';
import { freshContainer } from '../support/stores.ts';

const message = {
  messageId: 'order-1',
  contentType: 'message/rfc822',
  correlationId: undefined,
  replyTo: undefined,
  properties: { recipients: '["a@contoso.example"]' },
  sequenceNumber: '9007199254740993',
  enqueuedAtMs: 1_700_000_000_000,
  expiresAtMs: undefined,
};

test('a claim check comes back byte for byte, and is gone once removed', async () => {
  const bodies = blobJobBodies(await freshContainer());
  const mime = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256));
  await bodies.write('order-1/a', mime);

  const read = await bodies.read('order-1/a');
  await bodies.remove('order-1/a');
  await bodies.remove('order-1/a');

  expect(read).toEqual({ kind: 'mime', mime });
  expect(await bodies.read('order-1/a')).toMatchObject({ reason: 'BlobMissing' });
});

test('a blob that Graph could not take is refused by its size, unread', async () => {
  const bodies = blobJobBodies(await freshContainer());
  await bodies.write('large', Buffer.alloc(jobLimits.graphMimeBytes + 1));

  expect(await bodies.read('large')).toMatchObject({ kind: 'refused', reason: 'TooLarge' });
});

test('a missing container is a fault, never a missing blob: the job would be given up', async () => {
  const storage = BlobServiceClient.fromConnectionString(inject('storage'));
  const bodies = blobJobBodies(storage.getContainerClient('not-there'));

  await expect(bodies.read('a')).rejects.toThrow();
});

test('a parked mail keeps its bytes and its message', async () => {
  const parked = blobParkedBodies(await freshContainer());
  const mime = Buffer.from('From: a@contoso.example\r\n\r\nHi\r\n');
  const name = parkedName('order-1');

  await parked.park(name, { mime, message });
  await parked.park(name, { mime, message });

  expect(await parked.read(name)).toEqual({ mime, message });
});

test.each(['.', '..', 'a.', 'order:1@x'])('the job id %s can be parked and found', async (id) => {
  const parked = blobParkedBodies(await freshContainer());
  const mime = Buffer.from('x');

  await parked.park(parkedName(id), { mime, message });
  await parked.park(parkedName(id, 'c'.repeat(64)), { mime: Buffer.from('other'), message });

  expect(await parked.read(parkedName(id))).toMatchObject({ mime });
  await parked.remove(parkedName(id));
  expect(await parked.read(parkedName(id))).toBeUndefined();
  expect(await parked.read(parkedName(id, 'c'.repeat(64)))).toBeDefined();
});
