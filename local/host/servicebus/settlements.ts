import { setImmediate } from 'node:timers/promises';

/**
 * Lets every settlement (complete, abandon) of one receiver wait for its turn: one per turn of the event loop.
 * rhea up to 3.0.5, the AMQP library under @azure/service-bus, sends two consecutive deliveries that are settled in
 * one turn as one disposition with the first one's outcome (session.js write_dispositions compares `first !== last`):
 * an abandon beside a complete would complete both, and a message that failed would be gone. The real host settles
 * with the .NET client and has no such fault.
 */
export class Settlements {
  #lastTurn: Promise<void> = Promise.resolve();

  /** Calls `settle` when its turn has come; resolves and rejects as it does. */
  async inTurn(settle: () => Promise<void>): Promise<void> {
    const turn = this.#lastTurn.then(() => setImmediate());
    this.#lastTurn = turn;
    await turn;
    await settle();
  }
}
