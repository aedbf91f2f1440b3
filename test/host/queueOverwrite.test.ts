import { expect, test } from 'vitest';
import { useEchoApp } from './support/echoApp.ts';

const { sawOf } = useEchoApp();
const overwriting = {
  messageId: 'mail-1',
  subject: 'the real subject',
  body: Buffer.from(
    JSON.stringify({
      Subject: 'from the body',
      MESSAGEID: 'forged',
      deliveryCount: 99,
      to: null,
      replyTo: ['left out'],
      flag: true,
      more: { Inner: 1 },
    }),
  ),
};

test('a JSON body overwrites the metadata of its message, whatever the case of its names', async () => {
  const { metadata } = await sawOf('untyped', overwriting);

  expect(metadata).toMatchObject({
    subject: 'from the body',
    messageId: 'forged',
    deliveryCount: 99,
  });
});

test('a JSON body adds what the message has not, except null and arrays', async () => {
  const { metadata } = await sawOf('untyped', overwriting);

  expect(metadata).toMatchObject({ flag: 'True', more: { inner: 1 } });
  expect(metadata).not.toHaveProperty('to');
  expect(metadata).not.toHaveProperty('replyTo');
});

test('a binary trigger leaves the metadata alone', async () => {
  const { metadata } = await sawOf('bytes', overwriting);

  expect(metadata).toMatchObject({ subject: 'the real subject', messageId: 'mail-1' });
  expect(metadata).not.toHaveProperty('flag');
});

test('text that only looks like JSON overwrites nothing', async () => {
  const { metadata } = await sawOf('untyped', {
    messageId: 'mail-2',
    body: Buffer.from('{"messageId": "forged"'),
  });

  expect(metadata['messageId']).toBe('mail-2');
});
