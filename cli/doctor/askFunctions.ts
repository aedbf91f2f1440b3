import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Finding, found } from '../../shared/doctor/findings.ts';
import type { Order, OrderWish } from '../../shared/doctor/order.ts';
import type { FoundOrder, Orders } from '../../shared/doctor/orders.ts';
import { doctorTimes } from '../../shared/doctor/times.ts';

/** What the functions answered, or the finding that tells why they did not. */
export type Answer =
  | { readonly kind: 'answered'; readonly findings: readonly Finding[] }
  | { readonly kind: 'none'; readonly finding: Finding };

/** Gives the functions an order and waits for its answer. Times are the store's own. Throws `StoreUnavailable`. */
export async function askFunctions(wish: OrderWish, orders: Orders): Promise<Answer> {
  const before = (await orders.read()).found;
  if (before && isOpen(before)) return none(found('OtherOrder', `${seconds(before)} s ago.`));
  const order: Order = { orderId: randomUUID(), state: 'placed', wish, findings: [] };
  const version = await orders.write(order, before?.version);
  if (version === undefined) return none(found('OtherOrder'));
  for (;;) {
    await sleep(doctorTimes.answerPollMs);
    const now = (await orders.read()).found;
    if (now?.order?.orderId !== order.orderId) return none(found('OtherOrder'));
    switch (now.order.state) {
      case 'done':
        return { kind: 'answered', findings: now.order.findings };
      case 'placed':
        if (now.ageMs > doctorTimes.takenWithinMs && (await withdraw(order, now, orders))) {
          return none(found('NoAnswer', `Waited ${seconds(now)} s.`));
        }
        break;
      case 'taken':
        if (now.ageMs > doctorTimes.runMs) {
          return none(found('RunBroken', `Taken ${seconds(now)} s ago.`));
        }
        break;
      default:
        return now.order.state satisfies never;
    }
  }
}

/** Whether somebody still waits for it, or works on it. */
function isOpen({ order, ageMs }: FoundOrder): boolean {
  if (order?.state === 'placed') return ageMs <= doctorTimes.takenWithinMs;
  return order?.state === 'taken' && ageMs <= doctorTimes.runMs;
}

/** Nobody waits any more, and a probe must not go out later. False: it was taken at this very moment. */
async function withdraw(order: Order, { version }: FoundOrder, orders: Orders): Promise<boolean> {
  return (await orders.write({ ...order, state: 'done' }, version)) !== undefined;
}

function none(finding: Finding): Answer {
  return { kind: 'none', finding };
}

function seconds({ ageMs }: FoundOrder): number {
  return Math.round(ageMs / 1000);
}
