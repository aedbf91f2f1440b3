import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClientStack, startClientStack } from '../client/clientStack.ts';
import { sampleBytes, samplePath } from '../samples/samples.ts';
import { producerPath, runProducer } from './runProducer.ts';

let stack: ClientStack;
beforeAll(async () => {
  stack = await startClientStack();
});
afterAll(() => stack.close());

/** Raw UTF-8 above 127 and CRLF: what a wrong encoding or a repaired line end would change. */
const eightBit = '06-8bit-body-utf8-headers.eml';

function node(producer: string, ...args: string[]): Promise<string> {
  const { serviceBus, storage } = stack;
  return runProducer(process.execPath, [producerPath(producer), ...args], {
    SERVICEBUS_CONNECTION: serviceBus,
    STORAGE_CONNECTION: storage,
  });
}

test('the plain client with body bytes and nothing else makes a job with exactly these bytes', async () => {
  await node('node-plain.mjs', samplePath(eightBit));

  expect(await stack.enqueued.takeJob()).toMatchObject({
    kind: 'job',
    job: { body: { kind: 'inline', mime: sampleBytes(eightBit) }, priority: 'normal' },
  });
});

test('a string body, which the client writes as JSON text, makes a job with the bytes of the file', async () => {
  await node('node-string-body.mjs', samplePath(eightBit), 'report-2026-11-21');

  expect(await stack.enqueued.takeJob()).toMatchObject({
    kind: 'job',
    job: {
      id: 'report-2026-11-21',
      body: { kind: 'inline', mime: sampleBytes(eightBit) },
      priority: 'bulk',
      producer: 'nightly report',
    },
  });
});

test('MailQueue makes a job with exactly these bytes, and prints the id asked for', async () => {
  const printed = await node('node-client.mjs', samplePath(eightBit), 'invoice-1187');

  expect(printed).toBe('invoice-1187');
  expect(await stack.enqueued.takeJob()).toMatchObject({
    kind: 'job',
    job: { id: printed, body: { mime: sampleBytes(eightBit) }, priority: 'high' },
  });
});

test('MailQueue without an id prints the one it made', async () => {
  const printed = await node('node-client.mjs', samplePath('01-plain-text.eml'));

  expect(printed).toMatch(/^mail-/);
  expect(await stack.enqueued.takeJob()).toMatchObject({ kind: 'job', job: { id: printed } });
});

test('a mail with a 1 MB PDF travels as a claim check to exactly these bytes', async () => {
  const catalogue = '10-one-megabyte-pdf.eml';

  await node('node-client.mjs', samplePath(catalogue), 'catalogue-51877');

  const read = await stack.enqueued.takeJob();
  if (read.kind !== 'job' || read.job.body.kind !== 'blob') throw new Error('No claim check.');
  const blob = await stack.container.getBlobClient(read.job.body.name).downloadToBuffer();
  expect(blob.equals(sampleBytes(catalogue))).toBe(true);
});
