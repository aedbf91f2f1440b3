import { amqpTypes, type Typed } from '../rhea/rheaInternals.ts';

/** The plain JavaScript value of one encoded AMQP value. Throws on malformed bytes. */
export const decodeValue = (bytes: Buffer): unknown => amqpTypes.unwrap(readTyped(bytes));

/** One encoded AMQP value with its types kept. Throws on malformed bytes. */
export const readTyped = (bytes: Buffer): Typed => new amqpTypes.Reader(bytes).read();

/** The bytes of one typed value, in a buffer of its own. */
export function encodeValue(value: Typed): Buffer {
  const writer = new amqpTypes.Writer();
  writer.write(value);
  return Buffer.from(writer.toBuffer());
}

/** Values nested deeper than any client writes; reading them would exhaust the stack. */
const deepest = 64;

/**
 * Where the encoded value that begins at `start` ends. Throws unless it is well-formed all the way
 * down, so that neither rhea nor a receiving client meets sizes and counts that lie.
 */
export function valueEnd(bytes: Buffer, start: number, depth = 0): number {
  if (depth > deepest) throw new Error('its values are nested too deep');
  const code = bytes.readUInt8(start);
  if (code !== 0x00) return dataEnd(bytes, code, start + 1, depth);
  return valueEnd(bytes, valueEnd(bytes, start + 1, depth + 1), depth + 1); // descriptor, then value
}

/** The high half of a type code says how its width is written (AMQP 1.0, part 1, section 1.2). */
function dataEnd(bytes: Buffer, code: number, start: number, depth: number): number {
  if (!Object.hasOwn(amqpTypes.by_code, code)) {
    throw new Error(`0x${code.toString(16)} is no AMQP type code`);
  }
  switch (code >> 4) {
    case 0x4:
      return start;
    case 0x5:
      return within(bytes, start + 1);
    case 0x6:
      return within(bytes, start + 2);
    case 0x7:
      return within(bytes, start + 4);
    case 0x8:
      return within(bytes, start + 8);
    case 0x9:
      return within(bytes, start + 16);
    case 0xa:
      return within(bytes, start + 1 + bytes.readUInt8(start));
    case 0xb:
      return within(bytes, start + 4 + bytes.readUInt32BE(start));
    case 0xc:
    case 0xd:
      return compoundEnd(bytes, code, start, depth);
    default:
      return arrayEnd(bytes, code, start, depth);
  }
}

/** A list or a map: size, count, then each item with its own type. */
function compoundEnd(bytes: Buffer, code: number, start: number, depth: number): number {
  const { count, first, end } = sizeAndCount(bytes, code, start);
  let at = first;
  for (let done = 0; done < count; done++) at = valueEnd(bytes, at, depth + 1);
  if (at !== end) throw new Error('a list or map does not fill its size');
  return end;
}

/** An array: size, count, one type, then the items without it. */
function arrayEnd(bytes: Buffer, code: number, start: number, depth: number): number {
  const { count, first, end } = sizeAndCount(bytes, code, start);
  // Items of no width take no room: four billion of them would fit in ten bytes.
  if (count > end - start) throw new Error('an array has more items than bytes');
  const isDescribed = bytes.readUInt8(first) === 0x00;
  const typeAt = isDescribed ? valueEnd(bytes, first + 1, depth + 1) : first;
  const itemCode = bytes.readUInt8(typeAt);
  let at = typeAt + 1;
  for (let done = 0; done < count; done++) at = dataEnd(bytes, itemCode, at, depth + 1);
  if (at !== end) throw new Error('an array does not fill its size');
  return end;
}

function sizeAndCount(
  bytes: Buffer,
  code: number,
  start: number,
): { count: number; first: number; end: number } {
  const isWide = (code >> 4) % 2 === 1;
  const width = isWide ? 4 : 1;
  const read = (at: number): number => (isWide ? bytes.readUInt32BE(at) : bytes.readUInt8(at));
  const end = within(bytes, start + width + read(start));
  return { count: read(start + width), first: start + 2 * width, end };
}

function within(bytes: Buffer, end: number): number {
  if (end > bytes.length) throw new Error('a value overruns the message');
  return end;
}
