import fc from 'fast-check';
import rhea, { type Typed } from 'rhea';
import { describe, expect, test } from 'vitest';
import { newMessage, type QueuedMessage } from '../../local/servicebus/broker/queuedMessage.ts';
import { decodeValue, encodeValue, valueEnd } from '../../local/servicebus/codec/amqpValue.ts';
import { encodeMessage } from '../../local/servicebus/codec/encodeMessage.ts';
import { swapGuidOrder } from '../../local/servicebus/codec/lockToken.ts';
import { parseMessage } from '../../local/servicebus/codec/parseMessage.ts';
import { propertyEntries } from '../../local/servicebus/codec/rawMap.ts';
import { readSections, sectionCode } from '../../local/servicebus/codec/sections.ts';

const { types } = rhea;
const uuid = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');

/** One value of every type a client may put into a message. */
const everyType: Record<string, Typed> = {
  boolean: types.wrap_boolean(true),
  ubyte: types.wrap_ubyte(3),
  ushort: types.wrap_ushort(3),
  uint: types.wrap_uint(3),
  ulong: types.wrap_ulong(2 ** 40),
  byte: types.wrap_byte(-3),
  short: types.wrap_short(-3),
  int: types.wrap_int(-3),
  long: types.wrap_long(2 ** 40),
  'long of 8 bytes': types.wrap_long(Buffer.from('7fffffffffffffff', 'hex')),
  float: types.wrap_float(1.5),
  double: types.wrap_double(1.5),
  char: types.wrap_char(0x2709),
  timestamp: types.wrap_timestamp(1_700_000_000_123),
  uuid: types.wrap_uuid(uuid),
  binary: types.wrap_binary(Buffer.from([0, 255])),
  string: types.wrap_string('Grüße'),
  symbol: types.wrap_symbol('symbol'),
  list: types.wrap_list([1, 'two']),
  map: types.wrap_map({ nested: types.wrap_long(2) }),
  array: types.wrap_array([1, 2], 0x81, undefined),
  described: types.wrap_described(3, 'com.microsoft:timespan'),
};

describe('a message on its way through the emulator', () => {
  test.each(Object.keys(everyType))('keeps an application property of type %s', (name) => {
    const sent = section(sectionCode.applicationProperties, { [name]: everyType[name] });

    const received = passThrough(sent);

    expect(received).toContainEqual(sent);
  });

  test.each(Object.keys(everyType))('keeps a body that is one value of type %s', (name) => {
    const sent = section(sectionCode.value, everyType[name]);

    const received = passThrough(sent);

    expect(received).toContainEqual(sent);
  });

  test('keeps binary bodies of any bytes, in one section or several, and the footer', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 3 }), (parts) => {
        const data = parts.map((bytes) => section(sectionCode.data, Buffer.from(bytes)));
        const footer = section(sectionCode.footer, { checksum: 1 });

        const received = passThrough(...data, footer);

        expect(received.slice(-data.length - 1)).toEqual([...data, footer]);
      }),
    );
  });

  test('keeps its properties as they are, and gets only an id when it has none', () => {
    const withId = section(sectionCode.properties, [uuid, null, 'to', 'subject']);
    const withoutId = section(sectionCode.properties, [null, null, 'to', 'subject']);

    const [, , kept] = passThrough(withId);
    const [, , completed] = passThrough(withoutId);

    expect(kept).toEqual(withId);
    expect(decodeValue(sectionValue(completed))).toEqual([
      expect.stringMatching(/^[0-9a-f]{32}$/),
      null,
      'to',
      'subject',
    ]);
  });

  test('keeps its header, but for the delivery count, which is the broker’s', () => {
    const header = section(sectionCode.header, [true, types.wrap_ubyte(7), 60_000, true, 99]);

    const [received] = passThrough(header);

    expect(decodeValue(sectionValue(received))).toEqual([true, 7, 60_000, true, 0]);
  });

  test('keeps foreign annotations and loses those that only the broker may write', () => {
    const annotations = section(sectionCode.messageAnnotations, {
      'x-opt-mine': types.wrap_ulong(7),
      'x-opt-sequence-number': types.wrap_long(999),
      'x-opt-deadletter-source': 'elsewhere',
    });

    const [, received] = passThrough(annotations);

    expect(decodeValue(sectionValue(received))).toMatchObject({
      'x-opt-mine': 7,
      'x-opt-sequence-number': 1,
    });
    expect(decodeValue(sectionValue(received))).not.toHaveProperty('x-opt-deadletter-source');
  });
});

test('a message does not hold on to the buffer it came in, which is a socket’s or a batch’s', () => {
  const arrived = section(sectionCode.data, Buffer.from('body'));
  const content = parseMessage(arrived);

  arrived.fill(0);

  expect(decodeValue(sectionValue(content.body[0]))).toEqual(Buffer.from('body'));
});

test('properties set while settling keep the types the client gave them', () => {
  const entries = propertyEntries(types.wrap_map(everyType));

  const values = entries.map(({ bytes }) => bytes.subarray(valueEnd(bytes, 0)));
  expect(values).toEqual(Object.values(everyType).map(encodeValue));
});

test('a lock token is the same Guid to .NET as to everybody else', () => {
  expect(swapGuidOrder(uuid).toString('hex')).toBe('67452301ab89efcdfedcba9876543210');
  expect(swapGuidOrder(swapGuidOrder(uuid))).toEqual(uuid);
});

/** The sections that come out when these go in. */
function passThrough(...sections: Buffer[]): Buffer[] {
  const message: QueuedMessage = newMessage(parseMessage(Buffer.concat(sections)), 1, 0);
  return readSections(encodeMessage(message)).map(({ bytes }) => bytes);
}

const section = (code: number, value: unknown): Buffer =>
  Buffer.concat([Buffer.from([0x00, 0x53, code]), encodeValue(types.wrap(value))]);

const sectionValue = (bytes: Buffer | undefined): Buffer =>
  readSections(bytes ?? Buffer.alloc(0))[0]?.value ?? Buffer.alloc(0);
