import type { DoctorDeps } from './doctorDeps.ts';
import { examine } from './examine.ts';
import type { Finding } from './findings.ts';
import { probe } from './probe.ts';
import { doctorLimits, doctorTimes } from './times.ts';

/**
 * Takes the order that is open, if there is one, and writes what was found. Each order is taken once, by a conditional
 * write: two instances do not both send a probe, and one whose run broke off is not repeated. Throws `StoreUnavailable`.
 */
export async function answerOrder(deps: DoctorDeps): Promise<void> {
  const { orders } = deps.stores;
  const { found } = await orders.read();
  if (found?.order?.state !== 'placed' || found.ageMs > doctorTimes.orderLifeMs) return;
  const { order } = found;
  const taken = await orders.write({ ...order, state: 'taken' }, found.version);
  if (taken === undefined) return;
  const { wish } = order;
  const findings = await (wish.probe === undefined ? examine(wish, deps) : probe(wish.probe, deps));
  // Nobody waits for it any more when the row is another one by now.
  await orders.write({ ...order, state: 'done', findings: findings.map(cut) }, taken);
}

function cut({ code, detail }: Finding): Finding {
  const most = doctorLimits.detailCharacters;
  if (detail === undefined) return { code };
  return { code, detail: detail.length > most ? `${detail.slice(0, most)}...` : detail };
}
