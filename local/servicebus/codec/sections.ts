import { valueEnd } from './amqpValue.ts';

/** Descriptors of a message's sections (AMQP 1.0, part 3, section 3.2). */
export const sectionCode = {
  header: 0x70,
  deliveryAnnotations: 0x71,
  messageAnnotations: 0x72,
  properties: 0x73,
  applicationProperties: 0x74,
  data: 0x75,
  sequence: 0x76,
  value: 0x77,
  footer: 0x78,
} as const;

/** One section of an encoded message. */
export interface Section {
  readonly code: number;
  /** The whole section, descriptor included. */
  readonly bytes: Buffer;
  /** Its value alone. */
  readonly value: Buffer;
}

/** Cuts an encoded message into its sections without decoding them. Throws on malformed bytes. */
export function readSections(message: Buffer): Section[] {
  const found: Section[] = [];
  for (let start = 0; start < message.length; ) {
    const { code, valueStart } = readDescriptor(message, start);
    const end = valueEnd(message, valueStart);
    const bytes = message.subarray(start, end);
    found.push({ code, bytes, value: message.subarray(valueStart, end) });
    start = end;
  }
  return found;
}

function readDescriptor(message: Buffer, start: number): { code: number; valueStart: number } {
  if (message[start] !== 0x00) throw new Error('a message is made of described sections');
  switch (message[start + 1]) {
    case 0x53: // small ulong
      return { code: message.readUInt8(start + 2), valueStart: start + 3 };
    case 0x80: // ulong
      return { code: Number(message.readBigUInt64BE(start + 2)), valueStart: start + 10 };
    default:
      throw new Error('the descriptor of a section is not a ulong');
  }
}
