import type { Namespace } from '../broker/namespace.ts';
import type { Queue } from '../broker/queue.ts';
import {
  entityNotFound,
  messageTooLarge,
  notAllowed,
  notImplemented,
} from '../broker/serviceError.ts';
import { parseBatch, parseMessage } from '../codec/parseMessage.ts';
import { transferOf } from '../rhea/rawTransfers.ts';
import type { Delivery, Receiver } from '../rhea/rheaInternals.ts';
import { acceptAttach, amqpError, refuseAttach } from './attach.ts';
import { answerPutToken } from './cbs.ts';
import { nodeOf, setNode } from './linkNodes.ts';
import { answerManagement } from './management.ts';
import { reply } from './replies.ts';
import { readRequest } from './request.ts';

/** Credit for a sender. Given in the answer to its attach: the JavaScript client sleeps a second when it sees none. */
const credit = 1_000;

/** Largest request to `$cbs` or `$management`; schedule-message carries many messages. */
const requestLimitBytes = 16 * 1024 * 1024;

/** Format of an envelope with a message in each of its data sections. */
const batchFormat = 0x8001_3700;

/** A client attaches to send: messages to a queue, or requests. */
export function openIncoming(namespace: Namespace, receiver: Receiver): void {
  try {
    const address = receiver.target?.address;
    if (!address)
      throw notImplemented('Transactions and senders without an address are not supported.');
    const node = namespace.resolve(address);
    if (node.kind === 'queue' && !node.queue.deadLetters) {
      throw notAllowed('Messages cannot be sent to a dead-letter queue.');
    }
    acceptAttach(receiver);
    setNode(receiver, node);
    // uamqp asks for "second" here too, and then waits for a settled disposition.
    receiver.local.attach.rcv_settle_mode = 0;
    receiver.local.attach.max_message_size =
      node.kind === 'queue' ? node.queue.settings.maxMessageSizeBytes : requestLimitBytes;
    receiver.add_credit(credit);
  } catch (error) {
    refuseAttach(receiver, error);
  }
}

/** A message or request has arrived as bytes. */
export function receive(
  namespace: Namespace,
  receiver: Receiver,
  delivery: Delivery,
  bytes: Buffer,
): void {
  if (receiver.credit < credit / 2) receiver.add_credit(credit - receiver.credit);
  try {
    const node = nodeOf(receiver);
    if (!node) throw entityNotFound(receiver.target?.address ?? '');
    refuseOversize(receiver);
    switch (node.kind) {
      case 'cbs':
        reply(receiver, node, answerPutToken(namespace, readRequest(bytes)));
        break;
      case 'management':
        reply(receiver, node, answerManagement(node.queue, readRequest(bytes)));
        break;
      case 'queue':
        enqueue(node.queue, bytes, transferOf(receiver).format);
        break;
      default:
        node satisfies never;
    }
    delivery.accept();
  } catch (error) {
    delivery.reject(amqpError(error));
  }
}

function refuseOversize(receiver: Receiver): void {
  const { sizeBytes } = transferOf(receiver);
  const limitBytes = receiver.local.attach.max_message_size ?? Number.POSITIVE_INFINITY;
  if (sizeBytes > limitBytes) throw messageTooLarge(sizeBytes, limitBytes);
}

function enqueue(queue: Queue, bytes: Buffer, format: number): void {
  queue.send(format === batchFormat ? parseBatch(bytes) : [parseMessage(bytes)]);
}
