import type { SimulatedMailbox } from '../mailboxes/mailbox.ts';
import type { Measurement } from './measurement.ts';
import { Meter } from './meter.ts';

/** What came, over all and by primary address of the mailbox; mailboxes that nothing came to are left out. */
export interface Measured {
  readonly overall: Measurement;
  readonly mailboxes: Readonly<Record<string, Measurement>>;
}

/** Measures every send to a mailbox of the tenant, always: it costs some additions each. */
export class Measurements {
  #overall = new Meter();
  #byAddress = new Map<string, Meter>();

  /** Has the meters of a mailbox and of all note something. */
  note({ mail }: SimulatedMailbox, what: (meter: Meter) => void): void {
    let meter = this.#byAddress.get(mail);
    if (meter === undefined) {
      meter = new Meter();
      this.#byAddress.set(mail, meter);
    }
    what(meter);
    what(this.#overall);
  }

  measured(): Measured {
    const mailboxes = [...this.#byAddress].map(([mail, meter]) => [mail, meter.measurement()]);
    return {
      overall: this.#overall.measurement(),
      mailboxes: Object.fromEntries(mailboxes),
    };
  }

  /** Begins anew. What is in flight stays so and counts as the first most. */
  clear(): void {
    this.#overall = new Meter(this.#overall.inFlightCount);
    const busy = [...this.#byAddress].filter(([, { inFlightCount }]) => inFlightCount > 0);
    this.#byAddress = new Map(
      busy.map(([mail, { inFlightCount }]) => [mail, new Meter(inFlightCount)]),
    );
  }
}
