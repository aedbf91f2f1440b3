import { malformed } from '../broker/serviceError.ts';
import { readTyped } from '../codec/amqpValue.ts';
import { pairs } from '../codec/rawMap.ts';
import { readSections, sectionCode } from '../codec/sections.ts';
import { amqpMessages, type Typed } from '../rhea/rheaInternals.ts';

/** A request to `$cbs` or `$management`. */
export interface Request {
  readonly messageId: unknown;
  readonly replyTo: string | undefined;
  /** Application properties; the operation is among them. */
  readonly properties: Fields;
  /** The map in the body; empty when the body is none. */
  readonly body: Fields;
  readonly bytes: Buffer;
}

export type Fields = Readonly<Record<string, unknown>>;

/** Throws a ServiceError when the bytes are no message. */
export function readRequest(bytes: Buffer): Request {
  const message = decode(bytes);
  const replyTo = message['reply_to'];
  return {
    messageId: message['message_id'],
    replyTo: typeof replyTo === 'string' ? replyTo : undefined,
    properties: fields(message['application_properties']),
    body: fields(message['body']),
    bytes,
  };
}

/** One field of the request's body with its types kept. */
export function typedField(request: Request, name: string): Typed | undefined {
  const body = readSections(request.bytes).find(({ code }) => code === sectionCode.value);
  const found = body && pairs(readTyped(body.value)).find(([key]) => key.value === name);
  return found?.[1];
}

/** The whole numbers under a name; rhea gives those above 2^53 as 8 bytes. */
export function numbers(body: Fields, name: string): number[] {
  return list(body, name).map((value) => {
    const number = Buffer.isBuffer(value) ? Number(value.readBigInt64BE(0)) : Number(value);
    if (!Number.isInteger(number)) throw missing(name, 'whole numbers');
    return number;
  });
}

/** The one whole number under a name. */
export function number(body: Fields, name: string): number {
  const [first] = numbers(body, name);
  if (first === undefined) throw missing(name, 'a whole number');
  return first;
}

/** The binary values or uuids under a name. */
export function buffers(body: Fields, name: string): Buffer[] {
  return list(body, name).map((value) => {
    if (!Buffer.isBuffer(value)) throw missing(name, 'binary values or uuids');
    return value;
  });
}

/** The maps under a name. */
export const maps = (body: Fields, name: string): Fields[] => list(body, name).map(fields);

/** The text under a name; undefined when there is none. */
export function text(body: Fields, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' ? value : undefined;
}

function list(body: Fields, name: string): readonly unknown[] {
  const value = body[name];
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Buffer.isBuffer(value);

const fields = (value: unknown): Fields => (isFields(value) ? value : {});

const missing = (name: string, wanted: string): Error =>
  malformed(`The request's "${name}" must be ${wanted}.`);

function decode(bytes: Buffer): Fields {
  try {
    readSections(bytes); // refuses lying sizes, which rhea would believe
    return amqpMessages.decode(bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw malformed(`The request is not well-formed AMQP: ${why}.`);
  }
}
