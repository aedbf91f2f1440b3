import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import type { RpcTypedData } from '../app/coreTypes.ts';

/**
 * What the host tells of a message beside its body, by the names on the wire (PascalCase, ServiceBusTriggerBindingStrategy.cs);
 * the library lower-cases their first letters. There is no lockedUntil. The real host also sends messageReceiver,
 * messageActions and client, which are useless JSON in Node: left out.
 */
export function triggerMetadata(message: ServiceBusReceivedMessage): Record<string, RpcTypedData> {
  const properties = json(jsonProperties(message.applicationProperties ?? {}));
  const enqueued = message.enqueuedTimeUtc;
  const expires = expiryTime(message);
  return withoutAbsent({
    MessageId: text(message.messageId),
    CorrelationId: text(message.correlationId),
    ContentType: text(message.contentType),
    Subject: text(message.subject),
    Label: text(message.subject), // the name before 2020, with the same value
    To: text(message.to),
    ReplyTo: text(message.replyTo),
    SessionId: text(message.sessionId),
    ReplyToSessionId: text(message.replyToSessionId),
    PartitionKey: text(message.partitionKey),
    TransactionPartitionKey: undefined, // the JavaScript client does not tell it
    ApplicationProperties: properties,
    UserProperties: properties, // the name before 2020, with the same value
    DeliveryCount: json(deliveryCount(message)),
    DeadLetterSource: text(message.deadLetterSource),
    LockToken: text(message.lockToken),
    SequenceNumber: sequenceNumber(message),
    EnqueuedTimeUtc: enqueued && json(dateTime(enqueued)),
    EnqueuedTime: enqueued && json(dateTimeOffset(enqueued)),
    ExpiresAtUtc: json(expires ? dateTime(expires) : endOfTime),
    ExpiresAt: json(expires ? dateTimeOffset(expires) : `${endOfTime}+00:00`),
  });
}

/** Quirk: what is null does not travel, so the function sees no such key (HOST ScriptInvocationContextExtensions.cs). */
function withoutAbsent(
  metadata: Record<string, RpcTypedData | undefined>,
): Record<string, RpcTypedData> {
  const present = Object.entries(metadata).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as Record<string, RpcTypedData>;
}

/** Quirk: a text travels as a string, which the library parses as JSON: the id "12345" arrives as a number. */
function text(value: unknown): RpcTypedData | undefined {
  return value === undefined || value === null ? undefined : { string: String(value) };
}

function json(value: unknown): RpcTypedData {
  return { json: JSON.stringify(value) };
}

/** .NET counts this delivery, the JavaScript client only the failed ones before it. */
function deliveryCount(message: ServiceBusReceivedMessage): number {
  return (message.deliveryCount ?? 0) + 1;
}

/** Quirk: a JSON number, so Node loses digits above 2^53 (partitioned entities use the top 16 bits). */
function sequenceNumber(message: ServiceBusReceivedMessage): RpcTypedData | undefined {
  return message.sequenceNumber && { json: message.sequenceNumber.toString() };
}

/** Property values as Json.NET writes them. Their names stay, though the library lower-cases their first letters later. */
function jsonProperties(properties: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, jsonValue(value)]),
  );
}

function jsonValue(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return value.toString('base64');
  return value instanceof Date ? `${dateTime(value)}Z` : value;
}

/** DateTime.MaxValue, which .NET gives for a message that never expires. */
const endOfTime = '9999-12-31T23:59:59.9999999';

/** When the message expires; undefined = never. The client gives an invalid date or one past year 9999 then. */
function expiryTime({ expiresAtUtc }: ServiceBusReceivedMessage): Date | undefined {
  const year = expiresAtUtc?.getUTCFullYear() ?? Number.NaN;
  return year <= 9999 ? expiresAtUtc : undefined;
}

/** Quirk: a UTC DateTime without `Z`, which JavaScript reads as local time; no zeros at the end of the fraction. */
function dateTime(date: Date): string {
  return date.toISOString().replace(/\.?0*Z$/, '');
}

function dateTimeOffset(date: Date): string {
  return `${dateTime(date)}+00:00`;
}
