import { expect, test } from 'vitest';
import { mime } from '../job/jobMessage.ts';
import { throughHost } from './throughHost.ts';

test('a binary body arrives byte for byte, no UTF-8 too', async () => {
  const bytes = Buffer.from([...Array(256).keys()]);

  const { body } = await throughHost({ body: { bytes } });

  expect(Buffer.from(body).equals(bytes)).toBe(true);
});

test.each(['12345', 'true', 'null', '{"a":1}', '"text"', ''])(
  'a binary body that reads as JSON stays its bytes: %j',
  async (text) => {
    const { body } = await throughHost({ body: { bytes: Buffer.from(text) } });

    expect(Buffer.from(body).toString()).toBe(text);
  },
);

test("a JSON object as body does not replace the message's own fields when it is bound as bytes", async () => {
  const forged = JSON.stringify({
    messageId: 'forged',
    replyTo: 'forged',
    correlationId: 'forged',
    sequenceNumber: 1,
    applicationProperties: { mailbox: 'forged@example.com' },
  });
  const metadata = { MessageId: { string: 'order-1' } };

  const message = await throughHost({ body: { bytes: Buffer.from(forged) }, metadata });

  expect(message).toMatchObject({
    messageId: 'order-1',
    replyTo: undefined,
    correlationId: undefined,
    sequenceNumber: '77',
    properties: {},
  });
});

test.each([
  ['text', String(mime), 'string'],
  ['a JSON object', '{"a":1}', 'object'],
  ['a number', '12345', 'number'],
])(
  'a trigger that is not bound as binary is refused with what to do: %s',
  async (_what, text, type) => {
    await expect(throughHost({ body: { string: text } })).rejects.toThrow(
      `The body arrived as ${type}, changed by the host. Bind the trigger with dataType: 'binary'.`,
    );
  },
);
