import type { Order } from './order.ts';

/** What stands in the table now. */
export interface FoundOrder {
  /** Undefined: what stands there is no order. */
  readonly order: Order | undefined;
  /** Opaque; for a conditional write. */
  readonly version: string;
  /** Since its last write, by the store's own clock. */
  readonly ageMs: number;
}

/** One look into the table. */
export interface OrderLook {
  /** The store's clock, in milliseconds since 1970. */
  readonly storeNowMs: number;
  readonly found: FoundOrder | undefined;
}

/** The one order that is open, or was the last one. Methods throw `StoreUnavailable`. */
export interface Orders {
  read(): Promise<OrderLook>;
  /** Writes it if nobody wrote since `version` (undefined: if there is no row). Gives the new version, or undefined when somebody did. */
  write(order: Order, version: string | undefined): Promise<string | undefined>;
}
