import type { QueuedMessage } from '../broker/queuedMessage.ts';
import { amqpTypes } from '../rhea/rheaInternals.ts';
import { encodeValue } from './amqpValue.ts';
import { listSection, nullItem } from './rawList.ts';
import { annotation, mapSection } from './rawMap.ts';
import { sectionCode } from './sections.ts';

/** Values of `x-opt-message-state`. */
const stateCode = { active: 0, deferred: 1, scheduled: 2 } as const;

/** A data section of no bytes, for a peek that asks for no bodies. */
const emptyBody = Buffer.from([0x00, 0x53, sectionCode.data, 0xa0, 0x00]);

/** A message as it goes to a client now: the sender's bytes, with the broker's header and annotations. */
export function encodeMessage(message: QueuedMessage, body: 'whole' | 'omitted' = 'whole'): Buffer {
  const { content, applicationProperties } = message;
  return Buffer.concat([
    header(message),
    ...deliveryAnnotations(message),
    annotations(message),
    content.properties,
    ...(applicationProperties.length > 0
      ? [mapSection(sectionCode.applicationProperties, applicationProperties)]
      : []),
    ...(body === 'whole' ? content.body : [emptyBody]),
  ]);
}

function header({ content, timeToLiveMs, deliveryCount }: QueuedMessage): Buffer {
  const { durable, priority, firstAcquirer } = content.header;
  const ttl = timeToLiveMs === undefined ? nullItem : uint(timeToLiveMs);
  const items = [durable, priority, ttl, firstAcquirer, uint(deliveryCount)];
  return listSection(sectionCode.header, items);
}

/** Python reads the lock token of a message received by its sequence number from here. */
function deliveryAnnotations({ lock, state }: QueuedMessage): Buffer[] {
  if (!lock || state !== 'deferred') return [];
  const token = annotation('x-opt-lock-token', amqpTypes.wrap_uuid(lock.token));
  return [mapSection(sectionCode.deliveryAnnotations, [token])];
}

function annotations(message: QueuedMessage): Buffer {
  const { lock, deadLetterSource } = message;
  const state = message.wasScheduled && message.state === 'active' ? 'scheduled' : message.state;
  const { wrap_int, wrap_long, wrap_string, wrap_timestamp } = amqpTypes;
  return mapSection(sectionCode.messageAnnotations, [
    ...message.content.annotations,
    annotation('x-opt-enqueued-time', wrap_timestamp(message.enqueuedAtMs)),
    annotation('x-opt-sequence-number', wrap_long(message.sequenceNumber)),
    annotation('x-opt-enqueue-sequence-number', wrap_long(message.enqueuedSequenceNumber)),
    annotation('x-opt-message-state', wrap_int(stateCode[state])),
    ...(lock ? [annotation('x-opt-locked-until', wrap_timestamp(lock.untilMs))] : []),
    ...(deadLetterSource === undefined
      ? []
      : [annotation('x-opt-deadletter-source', wrap_string(deadLetterSource))]),
  ]);
}

/** The largest uint: longer lives (49 days) are written so. */
const largestUint = 0xffff_ffff;

const uint = (value: number): Buffer =>
  encodeValue(amqpTypes.wrap_uint(Math.min(value, largestUint)));
