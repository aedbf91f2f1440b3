import { valueEnd } from './amqpValue.ts';

/** AMQP's null, as bytes. */
export const nullItem: Buffer = Buffer.from([0x40]);

/** The items of an encoded, well-formed list, still encoded. Throws when it is no list. */
export function readItems(list: Buffer): Buffer[] {
  const { count, start } = readHead(list);
  const items: Buffer[] = [];
  for (let at = start; items.length < count; ) {
    const end = valueEnd(list, at);
    items.push(list.subarray(at, end));
    at = end;
  }
  return items;
}

function readHead(list: Buffer): { count: number; start: number } {
  switch (list[0]) {
    case 0x45: // the empty list
      return { count: 0, start: 1 };
    case 0xc0:
      return { count: list.readUInt8(2), start: 3 };
    case 0xd0:
      return { count: list.readUInt32BE(5), start: 9 };
    default:
      throw new Error('the section is not a list');
  }
}

/** A section whose value is the list of these encoded items. */
export const listSection = (code: number, items: readonly Buffer[]): Buffer =>
  compoundSection(code, 0xd0, items.length, items);

/** A section whose value is a list or a map with 4-byte size and count. */
export function compoundSection(
  sectionCode: number,
  typeCode: number,
  count: number,
  parts: readonly Buffer[],
): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.from([0x00, 0x53, sectionCode, typeCode, 0, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(body.length + 4, 4); // the size counts the count
  head.writeUInt32BE(count, 8);
  return Buffer.concat([head, body]);
}
