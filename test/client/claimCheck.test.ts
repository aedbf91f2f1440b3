import { createHash } from 'node:crypto';
import { ServiceBusError } from '@azure/service-bus';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { surelyNotEnqueued } from '../../clients/node/claimCheck.ts';
import { MailQueue } from '../../clients/node/index.ts';
import { jobLimits } from '../../shared/job/limits.ts';
import { type ClientStack, messageOf, startClientStack } from './clientStack.ts';

let stack: ClientStack;
beforeAll(async () => {
  stack = await startClientStack();
});
afterAll(() => stack.close());

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test('192 KB travel in the queue; one byte more travels through Blob Storage', async () => {
  const largest = messageOf(jobLimits.inlineBodyBytes);
  const oneMore = messageOf(jobLimits.inlineBodyBytes + 1);

  const inside = await stack.queue.send(largest, { id: 'size-inside' });
  const beside = await stack.queue.send(oneMore, { id: 'size-beside' });

  expect(inside.mimeBlob).toBeUndefined();
  expect((await stack.enqueued.take()).body.equals(largest)).toBe(true);
  expect(await stack.enqueued.takeJob()).toMatchObject({
    job: {
      id: 'size-beside',
      body: { kind: 'blob', name: beside.mimeBlob, sha256: sha256(oneMore) },
    },
  });
  const blob = await stack.container.getBlobClient(String(beside.mimeBlob)).downloadToBuffer();
  expect(blob.equals(oneMore)).toBe(true);
});

test('300 KB and 3 MB are never refused by the queue', async () => {
  for (const sizeBytes of [300 * 1024, jobLimits.graphMimeBytes]) {
    const sent = await stack.queue.send(messageOf(sizeBytes));

    const read = await stack.enqueued.takeJob();
    expect(read).toMatchObject({ kind: 'job', job: { id: sent.id, body: { kind: 'blob' } } });
  }
});

test('recipients that make a small enough body too large for the queue send it through Blob Storage', async () => {
  const recipients = Array.from({ length: 900 }, (_, n) => `customer-${n}@fabrikam.example`);
  const correlationId = 'c'.repeat(38_000);

  const sent = await stack.queue.send(messageOf(jobLimits.inlineBodyBytes), {
    recipients,
    correlationId,
  });

  expect(sent.mimeBlob).toBeDefined();
  expect(await stack.enqueued.takeJob()).toMatchObject({ job: { recipients, correlationId } });
});

test('the same id sent twice has a blob for each, so that the first mail keeps its own', async () => {
  const mime = messageOf(300_000);

  const first = await stack.queue.send(mime, { id: 'order-5001' });
  const second = await stack.queue.send(mime, { id: 'order-5001' });

  expect(second.mimeBlob).not.toBe(first.mimeBlob);
  expect(await stack.enqueued.takeJob()).toMatchObject({ job: { body: { name: first.mimeBlob } } });
});

test('without storage a large mail is refused by an error that names the option and the sizes', async () => {
  const queue = new MailQueue({ serviceBus: stack.serviceBus });

  const sending = queue.send(messageOf(300_000));

  await expect(sending).rejects.toThrow(/300000 bytes.*196608.*"storageAccount"/);
  await expect(sending).rejects.toMatchObject({ name: 'BodyNotStoredError' });
  expect(stack.count()).toBe(0);
  await queue.close();
});

test('when the queue refuses the job, its blob is removed and the error is the one of the queue', async () => {
  const { serviceBus } = stack;
  const queue = new MailQueue({ serviceBus, storage: stack.storage, queue: 'no-such-queue' });

  const sending = queue.send(messageOf(300_000), { id: 'order-5002' });

  await expect(sending).rejects.toMatchObject({ code: 'MessagingEntityNotFound' });
  expect(await stack.blobsOf('order-5002')).toEqual([]);
  await queue.close();
});

test.each([
  ['MessagingEntityNotFound', true],
  ['QuotaExceeded', true],
  ['ServiceTimeout', false],
  ['ServiceCommunicationProblem', false],
  ['GeneralError', false],
] as const)('after %s the message is surely not on the queue: %s', (code, sure) => {
  expect(surelyNotEnqueued(new ServiceBusError('x', code))).toBe(sure);
});
