import type { OutgoingMessage } from './message.ts';

/** Framing, header, annotations and the broker's own fields: measured below 300 bytes, rounded up. */
const framingBytes = 1024;
/** Type codes and lengths around one property. */
const perPropertyBytes = 16;

/** What a message takes on the wire at most, in bytes: Service Bus counts properties and framing towards its limit. */
export function sizeBytes(message: OutgoingMessage): number {
  const { body, applicationProperties, ...fields } = message;
  const texts = [...Object.entries(applicationProperties), ...Object.entries(fields)];
  const propertyBytes = texts.map(
    ([name, value]) =>
      Buffer.byteLength(name) + Buffer.byteLength(String(value)) + perPropertyBytes,
  );
  return propertyBytes.reduce((sum, bytes) => sum + bytes, body.length + framingBytes);
}
