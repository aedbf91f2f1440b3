import type { Receiver, Session } from './rheaInternals.ts';

/** What came with the message that a receiver raises. */
export interface Transfer {
  /** Message format as the client wrote it. */
  readonly format: number;
  /** Length of the whole message, kept or not. */
  readonly sizeBytes: number;
}

/** A format rhea does not know, so it passes the message on undecoded. */
const undecoded = 0x7fff_ffff;

const empty = Buffer.alloc(0);
const transfers = new WeakMap<Receiver, Transfer>();

/** The transfer behind the `message` event that is being handled. */
export function transferOf(receiver: Receiver): Transfer {
  return transfers.get(receiver) ?? { format: 0, sizeBytes: 0 };
}

/**
 * rhea 3.0.5 hands over a decoded message without its bytes, closes the whole connection when
 * one does not decode, and gathers a message of any length. With this the `message` event carries
 * the bytes, and of a message longer than the link's max-message-size none at all.
 */
export function receiveRawTransfers(session: Session): void {
  const { incoming } = session;
  const { on_transfer } = incoming;
  const unfinished = new WeakMap<Receiver, Transfer>();

  incoming.on_transfer = (frame, receiver) => {
    const { performative, payload = empty } = frame;
    const before = unfinished.get(receiver);
    const transfer = {
      format: before?.format ?? performative.message_format ?? 0,
      sizeBytes: (before?.sizeBytes ?? 0) + payload.length,
    };
    performative.message_format = undecoded;
    const limitBytes = receiver.local.attach.max_message_size ?? Number.POSITIVE_INFINITY;
    frame.payload = transfer.sizeBytes > limitBytes ? empty : payload;
    if (performative.more) {
      unfinished.set(receiver, transfer);
    } else {
      unfinished.delete(receiver);
      transfers.set(receiver, transfer);
    }
    on_transfer.call(incoming, frame, receiver);
  };
}
