import type { Queue } from '../broker/queue.ts';
import { malformed } from '../broker/serviceError.ts';
import type { Settlement } from '../broker/settlement.ts';
import { encodeMessage } from '../codec/encodeMessage.ts';
import { parseMessage } from '../codec/parseMessage.ts';
import { propertyEntries } from '../codec/rawMap.ts';
import { amqpTypes } from '../rhea/rheaInternals.ts';
import { buffers, maps, number, numbers, type Request, text, typedField } from './request.ts';

/** Answers with the body of the reply. Throws a ServiceError. */
type Operation = (queue: Queue, request: Request) => object | 'noContent';

/** AMQP type codes of arrays that the clients read unchecked. */
const longArray = 0x81;
const timestampArray = 0x83;

/** What `$management` does, by the operation's name. Sessions and administration are left out. */
export const operations: ReadonlyMap<string, Operation> = new Map([
  ['com.microsoft:renew-lock', renewLock],
  ['com.microsoft:schedule-message', scheduleMessage],
  ['com.microsoft:cancel-scheduled-message', cancelScheduledMessage],
  ['com.microsoft:peek-message', peekMessage],
  ['com.microsoft:receive-by-sequence-number', receiveBySequenceNumber],
  ['com.microsoft:update-disposition', updateDisposition],
]);

function renewLock(queue: Queue, { body }: Request): object {
  const expirations = buffers(body, 'lock-tokens').map((token) => queue.renew(token));
  return { expirations: amqpTypes.wrap_array(expirations, timestampArray) };
}

function scheduleMessage(queue: Queue, { body }: Request): object {
  const encoded = maps(body, 'messages').flatMap((entry) => buffers(entry, 'message'));
  const sequenceNumbers = queue.send(encoded.map(parseMessage));
  return { 'sequence-numbers': amqpTypes.wrap_array(sequenceNumbers, longArray) };
}

function cancelScheduledMessage(queue: Queue, { body }: Request): object {
  for (const sequenceNumber of numbers(body, 'sequence-numbers')) {
    queue.cancelScheduled(sequenceNumber);
  }
  return {};
}

function peekMessage(queue: Queue, { body }: Request): object | 'noContent' {
  const found = queue.peek(number(body, 'from-sequence-number'), number(body, 'message-count'));
  if (found.length === 0) return 'noContent';
  const part = body['omit-message-body'] === true ? 'omitted' : 'whole';
  return { messages: found.map((message) => ({ message: encodeMessage(message, part) })) };
}

function receiveBySequenceNumber(queue: Queue, { body }: Request): object {
  const mode = number(body, 'receiver-settle-mode') === 0 ? 'receiveAndDelete' : 'peekLock';
  const found = queue.receiveDeferred(numbers(body, 'sequence-numbers'), mode);
  return {
    messages: found.map((message) => ({
      message: encodeMessage(message),
      ...(message.lock && { 'lock-token': amqpTypes.wrap_uuid(message.lock.token) }),
    })),
  };
}

function updateDisposition(queue: Queue, request: Request): object {
  const settlement = settlementOf(request);
  for (const token of buffers(request.body, 'lock-tokens')) queue.settle(token, settlement);
  return {};
}

function settlementOf(request: Request): Settlement {
  const properties = propertyEntries(typedField(request, 'properties-to-modify'));
  const status = text(request.body, 'disposition-status');
  switch (status) {
    case 'completed':
      return { kind: 'complete' };
    case 'abandoned':
      return { kind: 'abandon', properties };
    case 'defered': // the protocol spells it so
      return { kind: 'defer', properties };
    case 'suspended':
      return {
        kind: 'deadLetter',
        properties,
        reason: text(request.body, 'deadletter-reason'),
        description: text(request.body, 'deadletter-description'),
      };
    default:
      throw malformed(
        `The request's "disposition-status" is "${status}". Allowed: completed, abandoned, defered, suspended.`,
      );
  }
}
