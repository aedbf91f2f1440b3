import type { DoctorDeps } from '../doctorDeps.ts';
import { type Finding, found } from '../findings.ts';

const hourMs = 3_600_000;

/** Whether the list of senders counts now, as the send path asks, and how the newest run ended. Throws `StoreUnavailable`. */
export async function checkList({
  settings,
  stores,
  clock,
}: Pick<DoctorDeps, 'settings' | 'stores' | 'clock'>): Promise<readonly Finding[]> {
  const { senders } = settings;
  if (senders.mode !== 'group') return [];
  const state = (await stores.senders.readState())?.state;
  const [newest] = await stores.senders.reports(1);
  const findings = [listFinding(state, senders, clock.now())];
  if (newest?.outcome === 'refused') findings.push(found('LastSyncRefused', newest.text));
  if (newest?.outcome === 'failed') findings.push(found('LastSyncFailed', newest.text));
  return findings;
}

function listFinding(
  state: { readonly fullReadAtMs: number; readonly groupSetting: string } | undefined,
  { group, maxAgeMs }: { readonly group: string; readonly maxAgeMs: number },
  nowMs: number,
): Finding {
  if (!state || state.fullReadAtMs === 0) return found('ListMissing');
  if (state.groupSetting !== group) {
    return found('ListOfOtherGroup', `Made for "${state.groupSetting}".`);
  }
  const ageMs = nowMs - state.fullReadAtMs;
  const age = `Read ${(ageMs / hourMs).toFixed(1)} hours ago, allowed are ${maxAgeMs / hourMs}.`;
  return found(ageMs > maxAgeMs ? 'ListStale' : 'ListFresh', age);
}
