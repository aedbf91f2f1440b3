import type { Delivery, DeliveryBuffer, Link, Outgoing } from './rheaInternals.ts';

/** Deliveries one session may have unsettled; far more than any client gives credit for. */
const capacity = 100_000;

/**
 * Takes the place of rhea 3.0.5's ring for outgoing deliveries (session.js:39), which frees from
 * its head only, and only what both ends have settled: one message held long stopped a session
 * after 2,047 others, and a client in receiver-settle-mode "second" never settles again. Here
 * each delivery goes as soon as we have settled it.
 */
export class HeldDeliveries implements DeliveryBuffer {
  readonly #byId = new Map<number, Delivery>();
  readonly #outgoing: Outgoing;

  constructor(outgoing: Outgoing) {
    this.#outgoing = outgoing;
  }

  get size(): number {
    return this.#byId.size;
  }

  /** Encoded bytes that are kept. */
  get bytes(): number {
    const frames = [...this.#byId.values()].flatMap(({ data }) => data);
    return frames.reduce((total, { length }) => total + length, 0);
  }

  available(): number {
    return capacity - this.#byId.size;
  }

  push(delivery: Delivery): void {
    this.#byId.set(delivery.id, delivery);
  }

  by_id(id: number): Delivery | undefined {
    return this.#byId.get(id);
  }

  /** rhea calls it last in each round, when every disposition is written. */
  pop_if(): number {
    return this.#drop((delivery) => delivery.settled);
  }

  /** What a closed link left unsettled can never be settled over it. */
  dropLink(link: Link): void {
    this.#drop((delivery) => delivery.link === link);
  }

  /** Never drops what is not written yet: rhea would wait for it for ever. */
  #drop(isDone: (delivery: Delivery) => boolean): number {
    const before = this.#byId.size;
    for (const [id, delivery] of this.#byId) {
      if (id < this.#outgoing.next_pending_delivery && isDone(delivery)) this.#byId.delete(id);
    }
    return before - this.#byId.size;
  }
}

/**
 * Keeps of an outgoing message only what its settlement needs once it is written. A message whose
 * lock expired stays known, because a late settlement must be answered; its bytes need not.
 */
export function freeWrittenBytes(outgoing: Outgoing): void {
  const { process } = outgoing;
  let freed = outgoing.next_pending_delivery;
  outgoing.process = () => {
    process.call(outgoing);
    for (; freed < outgoing.next_pending_delivery; freed++) {
      const delivery = outgoing.deliveries.by_id(freed);
      if (delivery) delivery.data = [];
    }
  };
}
