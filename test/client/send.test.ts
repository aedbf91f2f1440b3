import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClientStack, messageOf, startClientStack } from './clientStack.ts';

let stack: ClientStack;
beforeAll(async () => {
  stack = await startClientStack();
});
afterAll(() => stack.close());

test('a message arrives byte for byte, bytes above 127 and bare line feeds included', async () => {
  const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  const mime = Buffer.concat([messageOf(500), everyByte, Buffer.from('\n\r\n')]);

  await stack.queue.send(mime);

  const read = await stack.enqueued.takeJob();
  expect(read).toMatchObject({ kind: 'job', job: { body: { kind: 'inline', mime } } });
});

test('a view into a larger buffer sends only its own bytes', async () => {
  const mime = messageOf(900).subarray(0, 700);

  await stack.queue.send(new Uint8Array(mime.buffer, mime.byteOffset, mime.length));

  const message = await stack.enqueued.take();
  expect(message.body.equals(mime)).toBe(true);
});

test('a string is sent as UTF-8, not as JSON text', async () => {
  const mime =
    'From: shop@contoso.example\r\nTo: hana@northwind.example\r\n\r\n"佐藤" 129,90 €\r\n';

  await stack.queue.send(mime);

  const message = await stack.enqueued.take();
  expect(message.body.toString()).toBe(mime);
});

test('without an id the client makes one, so that the caller can ask for the status', async () => {
  const sent = await stack.queue.send(messageOf(300));

  const read = await stack.enqueued.takeJob();
  expect(sent.id).toMatch(/^mail-[0-9a-f-]{36}$/);
  expect(read).toMatchObject({ kind: 'job', job: { id: sent.id } });
});

test('the same id sent twice is enqueued once', async () => {
  await stack.queue.send(messageOf(300), { id: 'order-4711' });
  const again = await stack.queue.send(messageOf(300), { id: 'order-4711' });

  expect(again).toEqual({ id: 'order-4711' });
  expect(stack.count()).toBe(1);
  await stack.enqueued.take();
});

test('every option is what the contract reads on the other side', async () => {
  const notAfter = new Date('2030-01-01T00:00:00Z');
  const options = {
    id: 'order-4712',
    mailbox: 'shop@contoso.example',
    recipients: ['mira@fabrikam.example', 'audit@contoso.example'],
    priority: 'high',
    producer: 'web shop',
    replyTo: 'mail-outcomes',
    correlationId: 'basket-9',
  } as const;

  await stack.queue.send(messageOf(300), { ...options, notAfter, timeToLiveMs: 3_600_000 });

  const read = await stack.enqueued.takeJob();
  expect(read).toMatchObject({ kind: 'job', job: { ...options, notAfterMs: notAfter.getTime() } });
  const job = read.kind === 'job' ? read.job : undefined;
  expect((job?.timeToLiveEndsMs ?? 0) - (job?.firstEnqueuedMs ?? 0)).toBe(3_600_000);
});

test('a mail for later waits on the queue and is not handed out', async () => {
  await stack.queue.send(messageOf(300), { sendAt: new Date(Date.now() + 3_600_000) });

  const [waiting] = await stack.enqueued.peek();
  expect(waiting?.state).toBe('scheduled');
});
