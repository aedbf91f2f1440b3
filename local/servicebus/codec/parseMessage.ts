import { randomUUID } from 'node:crypto';
import { malformed } from '../broker/serviceError.ts';
import { amqpTypes } from '../rhea/rheaInternals.ts';
import { decodeValue, encodeValue } from './amqpValue.ts';
import type { MessageContent } from './messageContent.ts';
import { listSection, nullItem, readItems } from './rawList.ts';
import { entryValue, type RawEntry, readEntries } from './rawMap.ts';
import { readSections, type Section, sectionCode } from './sections.ts';

/** Annotations that only the broker writes; a client that forwards a message sends them along. */
const brokersOwn: ReadonlySet<string> = new Set([
  'x-opt-enqueued-time',
  'x-opt-sequence-number',
  'x-opt-enqueue-sequence-number',
  'x-opt-locked-until',
  'x-opt-message-state',
  'x-opt-deadletter-source',
]);

/** Reads what the broker needs of an encoded message. Throws a ServiceError when it is malformed. */
export function parseMessage(bytes: Buffer): MessageContent {
  try {
    // A copy: the bytes lie in a socket's buffer or a batch, which they would keep in memory.
    return parse(Buffer.from(bytes));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw malformed(`The message is not well-formed AMQP: ${why}.`);
  }
}

/** A batch (message format 0x80013700): each data section of the envelope is one encoded message. */
export function parseBatch(bytes: Buffer): MessageContent[] {
  return splitBatch(bytes).map(parseMessage);
}

function splitBatch(bytes: Buffer): Buffer[] {
  try {
    const data = readSections(bytes).filter(({ code }) => code === sectionCode.data);
    return data.map(binaryValue);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw malformed(`The batch is not well-formed AMQP: ${why}.`);
  }
}

function parse(bytes: Buffer): MessageContent {
  let header: Buffer[] = [];
  let annotations: RawEntry[] = [];
  let applicationProperties: RawEntry[] = [];
  let properties = identify(undefined);
  const body: Buffer[] = [];
  for (const section of readSections(bytes)) {
    switch (section.code) {
      case sectionCode.header:
        header = readItems(section.value);
        break;
      case sectionCode.deliveryAnnotations: // meant for the next hop only, which we are
        break;
      case sectionCode.messageAnnotations:
        annotations = readEntries(section.value).filter(({ key }) => !brokersOwn.has(key));
        break;
      case sectionCode.properties:
        properties = identify(section);
        break;
      case sectionCode.applicationProperties:
        applicationProperties = readEntries(section.value);
        break;
      default:
        checkBody(section);
        body.push(section.bytes);
    }
  }
  const [durable = nullItem, priority = nullItem, ttl = nullItem, firstAcquirer = nullItem] =
    header;
  const schedule = annotations.find(({ key }) => key === 'x-opt-scheduled-enqueue-time');
  return {
    sizeBytes: bytes.length,
    messageId: properties.messageId,
    timeToLiveMs: wholeNumber(decodeValue(ttl)),
    scheduledForMs: schedule && wholeNumber(entryValue(schedule)),
    header: { durable, priority, firstAcquirer },
    annotations,
    properties: properties.bytes,
    applicationProperties,
    body,
  };
}

/** What is passed on unread must not break the client that receives it. */
function checkBody(section: Section): void {
  switch (section.code) {
    case sectionCode.data:
      binaryValue(section);
      return;
    case sectionCode.sequence:
      readItems(section.value);
      return;
    case sectionCode.value:
      return; // any value may be a body
    case sectionCode.footer:
      readEntries(section.value);
      return;
    default:
      throw new Error(`0x${section.code.toString(16)} is no section of a message`);
  }
}

function binaryValue({ value }: Section): Buffer {
  const bytes = decodeValue(value);
  if (!Buffer.isBuffer(bytes)) throw new Error('a data section is not binary');
  return bytes;
}

function wholeNumber(value: unknown): number | undefined {
  if (value === null || value === undefined) return undefined;
  const ms = Number(value);
  if (!Number.isSafeInteger(ms) || ms < 0)
    throw new Error('a time is not a number of milliseconds');
  return ms;
}

/** The properties section, with a message id of 32 hex digits put in when it has none: the JavaScript client cannot settle a message without. */
function identify(section: Section | undefined): {
  bytes: Buffer;
  messageId: string;
} {
  const [first = nullItem, ...others] = section ? readItems(section.value) : [];
  const id = decodeValue(first);
  if (section && id !== null && id !== undefined) {
    // Binary and uuid ids are compared by their bytes.
    return {
      bytes: section.bytes,
      messageId: Buffer.isBuffer(id) ? id.toString('hex') : String(id),
    };
  }
  const messageId = randomUUID().replaceAll('-', '');
  const items = [encodeValue(amqpTypes.wrap_string(messageId)), ...others];
  return { bytes: listSection(sectionCode.properties, items), messageId };
}
