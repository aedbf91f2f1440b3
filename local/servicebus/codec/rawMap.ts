import { amqpTypes, type Typed } from '../rhea/rheaInternals.ts';
import { decodeValue, encodeValue, valueEnd } from './amqpValue.ts';
import { compoundSection } from './rawList.ts';

/**
 * One entry of a map, its value never decoded: JavaScript has one kind of number, so decoding and
 * encoding again would turn a client's int, long, double or timestamp into another type.
 */
export interface RawEntry {
  readonly key: string;
  /** Encoded key and encoded value. */
  readonly bytes: Buffer;
}

/** The entries of an encoded, well-formed map. Throws when it is no map, or a key lacks its value. */
export function readEntries(map: Buffer): RawEntry[] {
  const { count, start } = readHead(map);
  const entries: RawEntry[] = [];
  let at = start;
  for (let done = 0; done < count; done += 2) {
    const keyEnd = valueEnd(map, at);
    const end = valueEnd(map, keyEnd);
    const key = String(decodeValue(map.subarray(at, keyEnd)));
    entries.push({ key, bytes: map.subarray(at, end) });
    at = end;
  }
  return entries;
}

function readHead(map: Buffer): { count: number; start: number } {
  switch (map[0]) {
    case 0xc1:
      return { count: map.readUInt8(2), start: 3 };
    case 0xd1:
      return { count: map.readUInt32BE(5), start: 9 };
    default:
      throw new Error('the section is not a map');
  }
}

/** A section whose value is the map of these entries. */
export function mapSection(code: number, entries: readonly RawEntry[]): Buffer {
  const parts = entries.map(({ bytes }) => bytes);
  return compoundSection(code, 0xd1, entries.length * 2, parts);
}

/** The value of one entry as plain JavaScript. */
export const entryValue = ({ bytes }: RawEntry): unknown =>
  decodeValue(bytes.subarray(valueEnd(bytes, 0)));

/** An annotation: its key is a symbol. */
export const annotation = (key: string, value: Typed): RawEntry => ({
  key,
  bytes: Buffer.concat([encodeValue(amqpTypes.wrap_symbol(key)), encodeValue(value)]),
});

/** An application property: its key is a string. */
const property = (key: string, value: Typed): RawEntry => ({
  key,
  bytes: Buffer.concat([encodeValue(amqpTypes.wrap_string(key)), encodeValue(value)]),
});

/** A text property, or nothing when there is no text. */
export const textEntry = (key: string, text: string | undefined): RawEntry[] =>
  text === undefined ? [] : [property(key, amqpTypes.wrap_string(text))];

/** The entries of a map that rhea has read; their values keep the types the client gave them. */
export function propertyEntries(map: Typed | undefined): RawEntry[] {
  return pairs(map).map(([key, value]) => property(String(key.value), value));
}

/** Keys and values of a map that rhea has read; none when it is no map. */
export function pairs(map: Typed | undefined): [key: Typed, value: Typed][] {
  const items: readonly Typed[] = Array.isArray(map?.value) ? map.value : [];
  const found: [Typed, Typed][] = [];
  for (let at = 0; at + 1 < items.length; at += 2) {
    found.push([items[at] as Typed, items[at + 1] as Typed]);
  }
  return found;
}

/** `entries` with those of the same key replaced by `changes`. */
export function overwrite(
  entries: readonly RawEntry[],
  changes: readonly RawEntry[],
): readonly RawEntry[] {
  if (changes.length === 0) return entries;
  const changed = new Set(changes.map(({ key }) => key));
  return [...entries.filter(({ key }) => !changed.has(key)), ...changes];
}
