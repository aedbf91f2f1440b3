import type { DoctorDeps } from '../doctorDeps.ts';
import { type Finding, found } from '../findings.ts';
import { doctorLimits } from '../times.ts';

/** Whether Graph answers at all, and how far our clock is from its own. */
export async function checkGraph({
  graph,
  clock,
}: Pick<DoctorDeps, 'graph' | 'clock'>): Promise<readonly Finding[]> {
  const answer = await graph.serverTime();
  const nowMs = clock.now();
  if (answer.kind === 'noAnswer') {
    return [found('GraphNotReached', answer.code), found('ClockUnknown')];
  }
  if (answer.dateMs === undefined) return [found('GraphReached'), found('ClockUnknown')];
  const offMs = nowMs - answer.dateMs;
  const seconds = Math.round(offMs / 1000);
  const off = `${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead'}`;
  if (Math.abs(offMs) > doctorLimits.clockProblemMs) {
    return [found('GraphReached'), found('ClockFarOff', off)];
  }
  if (Math.abs(offMs) > doctorLimits.clockWarningMs) {
    return [found('GraphReached'), found('ClockOff', off)];
  }
  return [found('GraphReached'), found('ClockRight', off)];
}
