import type { InvocationContext } from '@azure/functions';
import type { JobMessage } from '../shared/job/message.ts';

/** The host gives .NET's last moment, in the year 9999, for a message that never expires. */
const neverExpires = Date.UTC(9999, 0, 1);

/**
 * The message behind a Service Bus trigger. The only place that knows the host's metadata and its traps: names with a
 * lower-case first letter, text that was parsed as JSON, times without a zone, sequence numbers rounded above 2^53.
 * Throws when the trigger is not bound with `dataType: 'binary'`, as bodies would have been changed before we see them, and
 * when the host does not tell what every message has.
 */
export function fromBinding(
  body: unknown,
  { triggerMetadata = {} }: Pick<InvocationContext, 'triggerMetadata'>,
): JobMessage {
  if (!(body instanceof Uint8Array)) {
    throw new Error(
      `The body arrived as ${typeof body}, changed by the host. Bind the trigger with dataType: 'binary'.`,
    );
  }
  const expiresAtMs = timeOf(triggerMetadata['expiresAt']);
  return {
    body,
    messageId: textOf(triggerMetadata['messageId']),
    contentType: textOf(triggerMetadata['contentType']),
    correlationId: textOf(triggerMetadata['correlationId']),
    replyTo: textOf(triggerMetadata['replyTo']),
    properties: propertiesOf(triggerMetadata['applicationProperties']),
    sequenceNumber: told('sequenceNumber', textOf(triggerMetadata['sequenceNumber'])),
    enqueuedAtMs: told('enqueuedTime', timeOf(triggerMetadata['enqueuedTime'])),
    expiresAtMs: expiresAtMs !== undefined && expiresAtMs < neverExpires ? expiresAtMs : undefined,
  };
}

/**
 * Metadata as text. The library parses it as JSON, so an id such as 12345 comes as a rounded number and `true` as a boolean;
 * written as JSON they are still readable as JSON, and the job contract refuses such ids. Null is the id "null" (what a
 * message does not have is no key at all), and 5e12345 came as Infinity, which JSON writes as null too.
 */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Milliseconds since 1970. The host's times are UTC; JavaScript would read one without a zone as local time. */
function timeOf(value: unknown): number | undefined {
  const text = String(value);
  const ms = Date.parse(/(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}

/** Guessing would be worse: two messages could get one derived id, and an old one would seem new. */
function told<T>(name: string, value: T | undefined): T {
  if (value !== undefined) return value;
  throw new Error(
    `The Functions host told no ${name} of the message. Use extension bundle 4 in host.json.`,
  );
}

/** Application properties without nulls; the one of tracing gets back the capital that the host took. */
function propertiesOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return {};
  const present = Object.entries(value).filter(([, one]) => one !== null && one !== undefined);
  return Object.fromEntries(
    present.map(([name, one]) => [name === 'diagnostic-Id' ? 'Diagnostic-Id' : name, one]),
  );
}
