import type { Orders } from '../../shared/doctor/orders.ts';

/** The store as it looks so much later: what was written in it is older by that. */
export function laterOrders(orders: Orders, byMs: number): Orders {
  return {
    ...orders,
    async read() {
      const look = await orders.read();
      const { found } = look;
      return found ? { ...look, found: { ...found, ageMs: found.ageMs + byMs } } : look;
    },
  };
}
