import type { MessageContent } from '../codec/messageContent.ts';
import type { RawEntry } from '../codec/rawMap.ts';
import type { Deadline } from './deadlines.ts';
import type { HeapSlot } from './heap.ts';

/** What holds a message back from other receivers for a while. */
export interface Lock {
  /** 16 bytes, in the order of RFC 4122. */
  readonly token: Buffer;
  untilMs: number;
  deadline: Deadline<QueuedMessage> | undefined;
}

/** A message in a queue: what was sent, untouched, and what the broker knows about it. */
export interface QueuedMessage {
  readonly content: MessageContent;
  sequenceNumber: number;
  /** The number it got when it was sent: a scheduled message gets another one when it is due. */
  enqueuedSequenceNumber: number;
  enqueuedAtMs: number;
  state: 'active' | 'deferred' | 'scheduled';
  /** The service goes on saying "scheduled" of a message that was, after its delivery too. */
  wasScheduled: boolean;
  /** Deliveries that failed so far. */
  deliveryCount: number;
  /** Change when a message is settled with properties, or dead-lettered. */
  applicationProperties: readonly RawEntry[];
  /** What is left to live from enqueuing on; undefined: for ever. */
  timeToLiveMs: number | undefined;
  expiresAtMs: number | undefined;
  /** The queue that dead-lettered it. */
  deadLetterSource: string | undefined;
  lock: Lock | undefined;

  // Where the queue's own bookkeeping holds it; undefined where it does not.
  ready: HeapSlot<QueuedMessage> | undefined;
  expiry: Deadline<QueuedMessage> | undefined;
  schedule: Deadline<QueuedMessage> | undefined;
}

/** A message as it arrives, not yet in a queue. */
export function newMessage(
  content: MessageContent,
  sequenceNumber: number,
  nowMs: number,
): QueuedMessage {
  return {
    content,
    sequenceNumber,
    enqueuedSequenceNumber: sequenceNumber,
    enqueuedAtMs: nowMs,
    state: 'active',
    wasScheduled: false,
    deliveryCount: 0,
    applicationProperties: content.applicationProperties,
    timeToLiveMs: content.timeToLiveMs,
    expiresAtMs: undefined,
    deadLetterSource: undefined,
    lock: undefined,
    ready: undefined,
    expiry: undefined,
    schedule: undefined,
  };
}
