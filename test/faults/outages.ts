import type { FaultPlan } from './faultPlan.ts';
import type { Trace } from './trace.ts';
import type { VirtualTime } from './virtualTime.ts';

/**
 * What can be down for a while, as a whole. Ledger, bodies, list and senders are one storage account, but not one service.
 * Without the sync of the senders their list grows too old to be believed.
 */
export type Outage = 'tables' | 'blobs' | 'queue' | 'sync';

/** Times in which a service answers nothing. */
export class Outages {
  readonly #down = new Map<Outage, number>();
  #isOver = false;

  /** Plans up to two times of being down for each service. */
  plan(plan: FaultPlan, time: VirtualTime, trace: Trace, troubleMs: number): void {
    for (const service of ['tables', 'blobs', 'queue', 'sync'] as const) {
      for (const most of [60_000, 3_600_000]) {
        if (!plan.happens(`${service} are down`, 0.15)) continue;
        const forMs = plan.spreadMs(`${service} are down`, 5000, most);
        time.after(plan.spreadMs(`${service} go down`, 1, troubleMs), () => {
          this.#begin(service);
          trace.note(service, () => `DOWN for ${Math.round(forMs / 1000)} s`);
          time.after(forMs, () => this.#end(service));
        });
      }
    }
  }

  isDown(service: Outage): boolean {
    return !this.#isOver && (this.#down.get(service) ?? 0) > 0;
  }

  endAll(): void {
    this.#isOver = true;
  }

  #begin(service: Outage): void {
    this.#down.set(service, (this.#down.get(service) ?? 0) + 1);
  }

  #end(service: Outage): void {
    this.#down.set(service, (this.#down.get(service) ?? 0) - 1);
  }
}
