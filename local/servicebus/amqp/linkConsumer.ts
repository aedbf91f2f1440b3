import type { Consumer, ReceiveMode } from '../broker/consumers.ts';
import type { Queue } from '../broker/queue.ts';
import type { Lock, QueuedMessage } from '../broker/queuedMessage.ts';
import type { Settlement } from '../broker/settlement.ts';
import { encodeMessage } from '../codec/encodeMessage.ts';
import { plainTag, swapGuidOrder } from '../codec/lockToken.ts';
import type { Delivery, Sender } from '../rhea/rheaInternals.ts';

/** Sender settle mode "settled": the client takes messages for good (receiveAndDelete). */
const settledMode = 1;

/** A client's receiver on a queue. */
export class LinkConsumer implements Consumer {
  readonly mode: ReceiveMode;
  readonly #sender: Sender;
  readonly #queue: Queue;
  /** Ids of messages given to rhea and not written yet. */
  readonly #unwritten: number[] = [];
  readonly #settled = new WeakSet<Delivery>();
  #isOpen = true;

  constructor(sender: Sender, queue: Queue) {
    this.#sender = sender;
    this.#queue = queue;
    this.mode =
      sender.local.attach.snd_settle_mode === settledMode ? 'receiveAndDelete' : 'peekLock';
    queue.addConsumer(this);
    // Credit may come together with the attach, before which nothing can be delivered.
    setImmediate(() => this.pump());
  }

  /**
   * rhea lowers the credit when it writes, a tick later, so what waits for that is counted off.
   * It is asked for no more than the session's window takes, or messages would be locked and not
   * sent; and for nothing before the attach is written, which it would overtake.
   */
  capacity(): number {
    const { credit, state, session } = this.#sender;
    const { outgoing } = session;
    this.#forgetWritten(outgoing.next_pending_delivery);
    if (!this.#isOpen || state.open_requests > 0) return 0;
    const unwrittenInSession = outgoing.next_delivery_id - outgoing.next_pending_delivery;
    const window = (outgoing.transfer_window() || 0) - unwrittenInSession;
    return Math.min(credit - this.#unwritten.length, outgoing.deliveries.available(), window);
  }

  deliver(message: QueuedMessage, lock: Lock | undefined): void {
    const tag = lock ? swapGuidOrder(lock.token) : plainTag(message.sequenceNumber);
    this.#unwritten.push(this.#sender.send(encodeMessage(message), tag, 0).id);
  }

  /** Throws a ServiceError; does nothing the second time. Returns whether it was the first. */
  settle(delivery: Delivery, settlement: Settlement): boolean {
    if (this.mode === 'receiveAndDelete' || this.#settled.has(delivery)) return false;
    this.#settled.add(delivery);
    this.#queue.settle(swapGuidOrder(delivery.tag), settlement);
    return true;
  }

  pump(): void {
    this.#queue.pump();
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#queue.removeConsumer(this);
  }

  #forgetWritten(nextPendingId: number): void {
    const written = this.#unwritten.findIndex((id) => id >= nextPendingId);
    this.#unwritten.splice(0, written < 0 ? this.#unwritten.length : written);
  }
}
