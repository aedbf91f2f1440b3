import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { expect, test } from 'vitest';
import { useEchoApp } from './support/echoApp.ts';

const { sawOf, sawNext, host, client } = useEchoApp();

test('a binary trigger gets the bytes as they are, JSON too', async () => {
  const bytes = Buffer.from('{"subject":"x"}\r\n\xff\x00', 'latin1');

  const saw = await sawOf('bytes', { body: bytes });

  expect(saw).toMatchObject({ type: 'Buffer', body: bytes.toString('base64') });
});

test('a binary trigger gets an empty body as no bytes', async () => {
  const saw = await sawOf('bytes', { body: Buffer.alloc(0) });

  expect(saw).toMatchObject({ type: 'Buffer', body: '' });
});

test.each(['string', 'untyped'])('the %s trigger parses a body that is JSON', async (queue) => {
  const saw = await sawOf(queue, { body: Buffer.from('{"a":[1]}') });

  expect(saw).toMatchObject({ type: 'object', body: { a: [1] } });
});

test('a text trigger makes a number of a body of digits, and loses the last ones', async () => {
  const saw = await sawOf('untyped', { body: Buffer.from('12345678901234567890') });

  expect(saw).toMatchObject({ type: 'number', body: Number('12345678901234567890') });
});

test('a text trigger makes a boolean of the body "true"', async () => {
  const saw = await sawOf('untyped', { body: Buffer.from('true') });

  expect(saw).toMatchObject({ type: 'boolean', body: true });
});

test('a text trigger keeps MIME as text, but bytes that are no UTF-8 are lost', async () => {
  const saw = await sawOf('untyped', { body: Buffer.from('X: caf\xe9\r\n\r\nBonjour', 'latin1') });

  expect(saw).toMatchObject({ type: 'string', body: 'X: caf\ufffd\r\n\r\nBonjour' });
});

test('a text trigger keeps a byte order mark, so JSON behind it stays text', async () => {
  const saw = await sawOf('untyped', { body: Buffer.from('\ufeff{"a":1}') });

  expect(saw).toMatchObject({ type: 'string', body: '\ufeff{"a":1}' });
});

test('a text trigger takes an AMQP string value as text', async () => {
  const saw = await sawOf('untyped', { body: 'from another client', bodyType: 'value' });

  expect(saw).toMatchObject({ type: 'string', body: 'from another client' });
});

test('a binary trigger fails on an AMQP string value, until it is dead-lettered', async () => {
  const deadLetters = client().createReceiver('bytes', { subQueueType: 'deadLetter' });

  await client().createSender('bytes').sendMessages({ body: 'no data section', bodyType: 'value' });

  const [dead] = await deadLetters.receiveMessages(1);
  expect(dead?.deadLetterReason).toBe('MaxDeliveryCountExceeded');
  const failures = await host().linesAfter('Function bytes failed', 2);
  expect(failures[0]).toContain('AMQP value body');
});

test('a trigger on a dead-letter sub-queue gets the dead message', async () => {
  const receiver = client().createReceiver('dead');
  await client()
    .createSender('dead')
    .sendMessages({ body: Buffer.from('gone wrong') });
  const [message] = await receiver.receiveMessages(1);

  const saw = await sawNext(() =>
    receiver.deadLetterMessage(message as ServiceBusReceivedMessage, {
      deadLetterReason: 'Why',
      deadLetterErrorDescription: 'because',
    }),
  );

  expect(saw.body).toBe(Buffer.from('gone wrong').toString('base64'));
  expect(saw.metadata).toMatchObject({
    deadLetterSource: 'dead',
    applicationProperties: { deadLetterReason: 'Why' },
  });
});
