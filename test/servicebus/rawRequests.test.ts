import { once } from 'node:events';
import fc from 'fast-check';
import rhea from 'rhea';
import { describe, expect, test } from 'vitest';
import { emulate, receiveMany, receiveOne } from './emulator.ts';
import { connectRaw, openManagement, sendBytes } from './rawClient.ts';

const { types } = rhea;
const batchFormat = 0x8001_3700;

/** A body that is an array of four billion nulls in 14 bytes. */
const arrayBomb = Buffer.from('005377f000000005ffffffff40', 'hex');

/** A body that is a list in a list, so many deep. */
function nestedLists(depth: number): Buffer {
  let list = types.wrap_list([]);
  for (let level = 0; level < depth; level++) list = types.wrap_list([list]);
  return rhea.message.encode({ body: list });
}

const operation = (name: string): object => ({ application_properties: { operation: name } });

describe('a management request the emulator cannot carry out is answered, not dropped', () => {
  test.each(['com.microsoft:enumerate-rules', 'constructor', '__proto__', ''])(
    'operation "%s", which it does not have',
    async (name) => {
      const { serviceBus } = await emulate();
      const ask = await openManagement(await connectRaw(serviceBus), 'mail');

      const answer = await ask(operation(name));

      expect(answer).toMatchObject({ statusCode: 501, errorCondition: 'amqp:not-implemented' });
    },
  );

  test.each([
    ['peek-message', {}],
    ['peek-message', { 'from-sequence-number': 'one', 'message-count': 1 }],
    ['renew-lock', { 'lock-tokens': ['no token'] }],
    ['schedule-message', { messages: [{ message: Buffer.from('no message') }] }],
    ['cancel-scheduled-message', { 'sequence-numbers': ['one'] }],
    ['receive-by-sequence-number', { 'sequence-numbers': [1] }],
    ['update-disposition', { 'disposition-status': 'forgotten' }],
    ['update-disposition', 'a text'],
  ])('%s with %j', async (name, body) => {
    const { serviceBus } = await emulate();
    const ask = await openManagement(await connectRaw(serviceBus), 'mail');

    const answer = await ask({ ...operation(`com.microsoft:${name}`), body });

    expect(answer).toMatchObject({ statusCode: 400, errorCondition: 'amqp:decode-error' });
  });

  test('a lock that nobody has', async () => {
    const { serviceBus } = await emulate();
    const ask = await openManagement(await connectRaw(serviceBus), 'mail');
    const body = { 'lock-tokens': [Buffer.alloc(16)], 'disposition-status': 'completed' };

    const answer = await ask({ ...operation('com.microsoft:update-disposition'), body });

    expect(answer).toMatchObject({
      statusCode: 410,
      errorCondition: 'com.microsoft:message-lock-lost',
    });
  });
});

describe('bytes that are no message', () => {
  test('are rejected, and the link goes on', async () => {
    const { serviceBus } = await emulate();
    const sender = (await connectRaw(serviceBus)).open_sender('mail');
    await once(sender, 'sendable');
    const well = rhea.message.encode({ body: 'well-formed' });

    const junk = await sendBytes(sender, Buffer.from('junk'));
    const zeros = await sendBytes(sender, Buffer.alloc(100_000));
    const nested = await sendBytes(sender, nestedLists(1_000));
    const bomb = await sendBytes(sender, arrayBomb);
    const after = await sendBytes(sender, well);

    expect(junk).toEqual({ rejected: { condition: 'amqp:decode-error' } });
    expect([zeros, nested, bomb]).toEqual([junk, junk, junk]);
    expect(after).toEqual({ accepted: true });
    expect(serviceBus.counts()).toMatchObject({ mail: { active: 1 } });
  });

  test('in whatever form never end the emulator: what it accepts it also delivers', async () => {
    const { serviceBus, client } = await emulate({ junk: {}, mail: {} });
    const sender = (await connectRaw(serviceBus)).open_sender('junk');
    await once(sender, 'sendable');
    const section = fc
      .tuple(fc.integer({ min: 0x6f, max: 0x79 }), fc.uint8Array({ maxLength: 40 }))
      .map(([code, value]) => Buffer.from([0x00, 0x53, code, ...value]));
    const junk = fc.oneof(
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
      fc.array(section, { maxLength: 4 }).map((sections) => Buffer.concat(sections)),
    );

    await fc.assert(
      fc.asyncProperty(junk, fc.constantFrom(0, 1, batchFormat), async (bytes, format) => {
        await sendBytes(sender, bytes, format);
      }),
      { numRuns: 500 },
    );

    expect(serviceBus.counts()['junk']?.active).toBeGreaterThan(0);
    const receiver = client.createReceiver('junk', { receiveMode: 'receiveAndDelete' });
    await receiveMany(receiver, serviceBus.counts()['junk']?.active ?? 0);
    expect(serviceBus.counts()).toMatchObject({ junk: { active: 0 } });
    await client.createSender('mail').sendMessages({ body: 'well-formed' });
    expect(await receiveOne(client.createReceiver('mail'))).toMatchObject({ body: 'well-formed' });
  });
});
