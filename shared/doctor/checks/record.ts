import type { DoctorDeps } from '../doctorDeps.ts';
import { type Finding, found } from '../findings.ts';

/** What is on record of a probe: without one, the engine believes no absence. Throws `StoreUnavailable`. */
export async function checkRecord({
  stores,
  settings,
}: Pick<DoctorDeps, 'stores' | 'settings'>): Promise<readonly Finding[]> {
  const record = await stores.probeRecords.read();
  const follows = `ON_UNCERTAIN is ${settings.onUncertain}.`;
  if (!record) return [found('NoProbeOnRecord', follows)];
  const when = `Probed at ${new Date(record.probedAtMs).toISOString()}.`;
  return [
    record.absenceProves
      ? found('AbsenceProves', when)
      : found('AbsenceDoesNotProve', `${when} ${follows}`),
  ];
}
