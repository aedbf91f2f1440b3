import type { Finding } from '../../shared/doctor/findings.ts';
import type { OrderWish } from '../../shared/doctor/order.ts';
import type { Stores } from '../../shared/runtime.ts';
import { askFunctions } from './askFunctions.ts';
import { ownView } from './ownView.ts';

/** Everything that was found. */
export interface Diagnosis {
  readonly findings: readonly Finding[];
  /** False: the functions said nothing, only this machine did. */
  readonly answered: boolean;
}

/** What this machine sees, then what the functions see. Throws `StoreUnavailable` when the store goes away meanwhile. */
export async function diagnose(
  wish: OrderWish,
  stores: Pick<Stores, 'doctor' | 'bodies' | 'parked'>,
): Promise<Diagnosis> {
  const own = await ownView(stores);
  if (own.some(({ code }) => code === 'OwnTablesNotReached')) {
    return { findings: own, answered: false };
  }
  const answer = await askFunctions(wish, stores.doctor.orders);
  return answer.kind === 'answered'
    ? { findings: [...own, ...answer.findings], answered: true }
    : { findings: [...own, answer.finding], answered: false };
}
