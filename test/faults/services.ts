import type { Weights } from './faultPlan.ts';
import type { Outage, Outages } from './outages.ts';
import type { CallFault, Service } from './seam.ts';

/** The queue did not take a message, or did not say so. */
export class QueueUnavailable extends Error {
  override readonly name = 'QueueUnavailable';
}

/** The services behind the seams, each with what can go wrong there and how its client shows it. */
export interface Services {
  readonly ledger: Service;
  readonly blobs: Service;
  readonly problems: Service;
  readonly directory: Service;
  readonly pacer: Service;
  readonly probe: Service;
  readonly queue: Service;
  readonly settling: Service;
  readonly search: Service;
}

const anyFault: Weights<CallFault> = {
  failsBefore: 2,
  doneThenFails: 2,
  hangs: 1,
  doneThenHangs: 1,
  doneLate: 1,
  doneThenRetried: 2,
  slow: 1,
  crashesBefore: 1,
  crashesAfter: 2,
  standsStill: 3,
};
/** A call that changes nothing. */
const readFault: Weights<CallFault> = {
  failsBefore: 3,
  hangs: 1,
  slow: 1,
  crashesBefore: 1,
  standsStill: 1,
};

/** The longest that the store's clients wait, as in shared/ledger/tableLedger.ts. */
const storeMs = 15_000;
/** The client's own limit for one try. */
const queueMs = 60_000;

/** Builds the services. `StoreUnavailable` is the engine's own class, which it recognizes. */
export function makeServices(
  outages: Outages,
  StoreUnavailable: new (text: string) => Error,
): Services {
  const storeFault = (what: string) => new StoreUnavailable(`${what}: no usable answer`);
  const store = (name: string, faults: Weights<CallFault>, outage: Outage): Service => ({
    ...{ name, faults, answerWithinMs: storeMs, fault: storeFault },
    isDown: () => outages.isDown(outage),
  });
  const bus = (name: string, faults: Weights<CallFault>): Service => ({
    ...{ name, faults, answerWithinMs: queueMs },
    fault: (what) => new QueueUnavailable(`${what}: not taken`),
    isDown: () => outages.isDown('queue'),
  });
  return {
    ledger: store('ledger', anyFault, 'tables'),
    blobs: store('blobs', anyFault, 'blobs'),
    problems: store('problems', anyFault, 'tables'),
    directory: store('directory', readFault, 'tables'),
    pacer: store('pacer', anyFault, 'tables'),
    probe: store('probe', readFault, 'tables'),
    queue: bus('queue', anyFault),
    // A settlement that failed is not told to the function, and is not repeated.
    settling: bus('settling', { failsBefore: 2, slow: 1, crashesBefore: 2, crashesAfter: 1 }),
    search: { ...bus('graph', readFault), isDown: () => false },
  };
}
