import { expect, test } from 'vitest';
import { readJob } from '../../shared/job/readJob.ts';
import { throughHost } from './throughHost.ts';

const withId = (MessageId: string | undefined) =>
  throughHost({
    metadata: { MessageId: MessageId === undefined ? undefined : { string: MessageId } },
  });

test('an ordinary id is the id of the job', async () => {
  const message = await withId('order-1187');

  expect(readJob(message, { replyQueues: [] })).toMatchObject({ job: { id: 'order-1187' } });
});

test.each([
  '12345',
  '12345678901234567890',
  '5e12345', // becomes Infinity
  '-0',
  ' 7 ',
  'true',
  'null',
  '[1]',
  '{"id":1}',
])('the id %j, which the library parses, is refused and not taken for another', async (id) => {
  const message = await withId(id);

  expect(readJob(message, { replyQueues: [] })).toMatchObject({
    kind: 'refused',
    reason: 'JobIdInvalid',
    jobId: expect.stringMatching(/^seq-77-[0-9a-f]{16}$/),
  });
});

test('a message without an id is no message with the id "undefined" or "null"', async () => {
  const message = await withId(undefined);

  expect(message.messageId).toBeUndefined();
  expect(readJob(message, { replyQueues: [] })).toMatchObject({
    job: { id: expect.stringMatching(/^seq-77-[0-9a-f]{16}$/) },
  });
});

test('an id in quotes cannot be told from the id without them: the library takes them off', async () => {
  expect((await withId('"order-1187"')).messageId).toBe('order-1187');
});

test.each([
  ['order-7', 'order-7'],
  ['12345', '12345'],
  ['true', 'true'],
  ['null', 'null'],
])('the correlationId %j stays text', async (sent, arrived) => {
  const { correlationId } = await throughHost({ metadata: { CorrelationId: { string: sent } } });

  expect(correlationId).toBe(arrived);
});

test('a correlationId of more digits than JavaScript counts comes rounded: producers are told to avoid it', async () => {
  const { correlationId } = await throughHost({
    metadata: { CorrelationId: { string: '12345678901234567890' } },
  });

  expect(correlationId).toBe('12345678901234567000');
});

test.each(['123', '9007199254740991'])(
  'the sequence number %s keeps its digits',
  async (digits) => {
    const { sequenceNumber } = await throughHost({
      metadata: { SequenceNumber: { json: digits } },
    });

    expect(sequenceNumber).toBe(digits);
  },
);

test('the sequence number of a partitioned queue comes rounded, as decimal digits all the same', async () => {
  const { sequenceNumber } = await throughHost({
    metadata: { SequenceNumber: { json: '9223372036854775807' } },
  });

  expect(sequenceNumber).toBe('9223372036854775807'.replace('5807', '6000'));
});

test.each(['SequenceNumber', 'EnqueuedTime'])(
  'a host that does not tell the %s is a fault, not a guess',
  async (name) => {
    await expect(throughHost({ metadata: { [name]: undefined } })).rejects.toThrow(
      /^The Functions host told no (sequenceNumber|enqueuedTime) of the message\./,
    );
  },
);
