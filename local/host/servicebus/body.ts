import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import type { RpcTypedData } from '../app/coreTypes.ts';

/** The body of a message as the trigger's `dataType` makes it. The message must have been received unparsed. */
export function bodyForWorker(message: ServiceBusReceivedMessage, dataType: unknown): RpcTypedData {
  return isBinary(dataType) ? { bytes: bodyBytes(message) } : { string: bodyText(message) };
}

/** `binary` and `stream` reach Node as bytes; `string`, and in practice an absent dataType, as text that the library then parses as JSON. */
function isBinary(dataType: unknown): boolean {
  return typeof dataType === 'string' && /^(binary|stream)$/i.test(dataType);
}

/** The AMQP data section. Throws for the others, as .NET's `ServiceBusReceivedMessage.Body` does: the run fails. */
function bodyBytes({ body, _rawAmqpMessage: { bodyType } }: ServiceBusReceivedMessage): Buffer {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (bodyType === 'value' || bodyType === 'sequence') {
    throw new Error(`The message has an AMQP ${bodyType} body, which cannot be bound as bytes.`);
  }
  return Array.isArray(body) ? Buffer.concat(body) : Buffer.from(body as Uint8Array);
}

/** Text of the body: an AMQP string value as it is, bytes as UTF-8 (EXT MessageToStringConverter). */
function bodyText(message: ServiceBusReceivedMessage): string {
  const isValue = message._rawAmqpMessage.bodyType === 'value';
  return isValue && typeof message.body === 'string' ? message.body : utf8Text(bodyBytes(message));
}

/**
 * Quirk: bytes that are no UTF-8 become text all the same, with U+FFFD for what does not fit: they are lost.
 * (The real host tries a DataContract string in between, which only .NET clients before 2017 wrote.)
 */
function utf8Text(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes); // "ignore" keeps a byte order mark, as .NET does
}
