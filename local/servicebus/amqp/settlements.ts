import type { Settlement } from '../broker/settlement.ts';
import { propertyEntries } from '../codec/rawMap.ts';
import {
  amqpMessages,
  type Delivery,
  type Outcome,
  type RemoteState,
  type Sender,
} from '../rhea/rheaInternals.ts';
import { amqpError } from './attach.ts';
import { consumerOf } from './outgoingLinks.ts';

/** Delivery states by which a client settles, as rhea names their events. */
export type OutcomeName = 'accepted' | 'released' | 'modified' | 'rejected';

export const outcomeNames: readonly OutcomeName[] = [
  'accepted',
  'released',
  'modified',
  'rejected',
];

/** Positions in the AMQP lists "modified" and "error": by name rhea gives them without their types. */
const modifiedAnnotations = 2;
const errorInfo = 2;

/** A client has settled a delivery. Its own state is the answer, or the error that kept it from being so. */
export function settle(sender: Sender, delivery: Delivery, name: OutcomeName): void {
  const state = delivery.remote_state ?? { value: [] };
  const consumer = consumerOf(sender);
  try {
    const isFirst = consumer ? consumer.settle(delivery, settlementOf(name, state)) : true;
    if (isFirst) delivery.update(true, answerTo(name, state).described());
  } catch (error) {
    delivery.update(true, amqpMessages.rejected({ error: amqpError(error) }).described());
  }
}

function settlementOf(name: OutcomeName, state: RemoteState): Settlement {
  switch (name) {
    case 'accepted':
      return { kind: 'complete' };
    case 'released':
      return { kind: 'release' };
    case 'modified': {
      const properties = propertyEntries(state.value[modifiedAnnotations]);
      return { kind: state.undeliverable_here ? 'defer' : 'abandon', properties };
    }
    case 'rejected':
      return deadLetter(state);
    default:
      return name satisfies never;
  }
}

/** A rejection of another condition (qpid-proton) is dead-lettered with that as its reason. */
function deadLetter({ error }: RemoteState): Settlement {
  const info = error?.info ?? {};
  const own = error?.condition === 'com.microsoft:dead-letter' ? undefined : error?.condition;
  const reserved = new Set(['DeadLetterReason', 'DeadLetterErrorDescription']);
  return {
    kind: 'deadLetter',
    properties: propertyEntries(error?.value[errorInfo]).filter(({ key }) => !reserved.has(key)),
    reason: textOf(info['DeadLetterReason']) ?? textOf(own),
    description: textOf(info['DeadLetterErrorDescription']) ?? textOf(error?.description),
  };
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** The .NET client takes any error in the answer to "rejected" for a failure, so it carries none. */
function answerTo(name: OutcomeName, state: RemoteState): Outcome {
  switch (name) {
    case 'accepted':
      return amqpMessages.accepted();
    case 'released':
      return amqpMessages.released();
    case 'modified':
      return amqpMessages.modified({
        delivery_failed: state.delivery_failed,
        undeliverable_here: state.undeliverable_here,
      });
    case 'rejected':
      return amqpMessages.rejected({});
    default:
      return name satisfies never;
  }
}
