import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MailQueue, type MailQueueOptions } from '../../clients/node/index.ts';
import { jobLimits } from '../../shared/job/limits.ts';
import { type ClientStack, messageOf, startClientStack } from './clientStack.ts';

let stack: ClientStack;
beforeAll(async () => {
  stack = await startClientStack();
});
afterAll(() => stack.close());

test('a message that Graph cannot take is refused before anything leaves', async () => {
  const sending = stack.queue.send(messageOf(jobLimits.graphMimeBytes + 1), { id: 'too-large' });

  await expect(sending).rejects.toMatchObject({ name: 'InvalidJobError', reason: 'TooLarge' });
  await expect(sending).rejects.toThrow(/3145729 bytes.*3145728/);
  expect(stack.count()).toBe(0);
  expect(await stack.blobsOf('too-large')).toEqual([]);
});

test.each([
  ['an id that reads as a number', { id: '12345' }, 'JobIdInvalid', /readable as JSON/],
  ['an id with a space', { id: 'order 1' }, 'JobIdInvalid', /position 6/],
  ['an id of 101 characters', { id: 'x'.repeat(101) }, 'JobIdInvalid', /101 characters/],
  ['no recipients', { recipients: [] }, 'JobInvalid', /"recipients"/],
  ['a mailbox that is no address', { mailbox: '../users' }, 'JobInvalid', /"mailbox"/],
] as const)(
  '%s is refused with what is allowed, and nothing is enqueued',
  async (_, options, reason, text) => {
    for (const sizeBytes of [300, 300_000]) {
      const sending = stack.queue.send(messageOf(sizeBytes), options);

      await expect(sending).rejects.toMatchObject({ name: 'InvalidJobError', reason });
      await expect(sending).rejects.toThrow(text);
    }
    expect(stack.count()).toBe(0);
  },
);

test('an empty message is refused', async () => {
  await expect(stack.queue.send('')).rejects.toMatchObject({ reason: 'MimeMissing' });
});

test('a stream instead of bytes is refused with what is allowed', async () => {
  const stream = Readable.from(['From: shop@contoso.example']) as unknown as Uint8Array;

  await expect(stack.queue.send(stream)).rejects.toThrow(/type object.*Uint8Array/);
});

test('a namespace and an account make a queue that signs in at its first mail, not before', async () => {
  const queue = new MailQueue({
    namespace: 'contoso.servicebus.windows.net',
    storageAccount: 'contosomail',
  });

  await expect(queue.close()).resolves.toBeUndefined();
});

test.each([
  ['no options', {}, /"namespace" is missing.*contoso\.servicebus\.windows\.net/],
  ['a short name', { namespace: 'contoso' }, /"namespace" has another form/],
  [
    'a connection string as namespace',
    { namespace: 'Endpoint=sb://x.y;SharedAccessKey=k9' },
    /"namespace" has another form/,
  ],
  [
    'a URL as account',
    { namespace: 'c.example', storageAccount: 'https://c.example' },
    /"storageAccount" has another form.*no URL/,
  ],
])('%s: the constructor says which option is wrong, and shows no value', (_, options, text) => {
  const making = () => new MailQueue(options as MailQueueOptions);

  expect(making).toThrow(text);
  expect(making).not.toThrow(/k9/);
});
