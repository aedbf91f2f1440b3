import { type Finding, found } from '../../shared/doctor/findings.ts';
import { doctorLimits, doctorTimes } from '../../shared/doctor/times.ts';
import { faultText } from '../../shared/maillog/redact.ts';
import type { Stores } from '../../shared/runtime.ts';

/** No job id begins so: `%` is in none. */
const noBlob = '%doctor';

/** What the person at the keyboard reaches from this machine, and whether its clock is right. Writes nothing. */
export async function ownView(
  stores: Pick<Stores, 'doctor' | 'bodies' | 'parked'>,
): Promise<readonly Finding[]> {
  const { orders, queueCheck } = stores.doctor;
  const [tables, blobs, queue] = await Promise.all([
    reached('Tables', async () => {
      const { storeNowMs } = await orders.read();
      return Number.isNaN(storeNowMs) ? [] : [clockFinding(Date.now() - storeNowMs)];
    }),
    reached('Blobs', async () => {
      await Promise.all([stores.bodies.read(noBlob), stores.parked.read(noBlob)]);
      return [];
    }),
    reached('Queue', async () => {
      await queueCheck.check(doctorTimes.requestMs);
      return [];
    }),
  ]);
  return [...tables, ...blobs, ...queue];
}

async function reached(
  what: 'Tables' | 'Blobs' | 'Queue',
  reach: () => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    const more = await reach();
    return [found(`Own${what}Reached`), ...more];
  } catch (fault) {
    return [found(`Own${what}NotReached`, faultText(fault))];
  }
}

function clockFinding(offMs: number): Finding {
  const seconds = Math.round(offMs / 1000);
  const off = `${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead'}`;
  const isOff = Math.abs(offMs) > doctorLimits.clockWarningMs;
  return found(isOff ? 'OwnClockOff' : 'OwnClockRight', off);
}
