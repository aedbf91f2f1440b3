import type { DirectoryState } from './rows.ts';
import { syncTimes } from './times.ts';

/** What a run has to do. `waiting`: everything should be read, and was refused a short while ago. */
export type NextLook =
  | { readonly kind: 'full' }
  | { readonly kind: 'changes' }
  | { readonly kind: 'waiting'; readonly untilMs: number };

/** Whether a run reads everything, or only who came or went since the last look. */
export function nextLook(
  state: DirectoryState,
  { group, nowMs }: { readonly group: string; readonly nowMs: number },
): NextLook {
  const { fullReadAtMs, fullReadNotBeforeMs } = state;
  const mayLookForChanges =
    fullReadAtMs > 0 && state.groupSetting === group && state.changesLink !== '' && !state.writing;
  const isDue = nowMs - fullReadAtMs >= syncTimes.fullReadEveryMs;
  if (mayLookForChanges && !isDue) return { kind: 'changes' };
  if (nowMs >= fullReadNotBeforeMs) return { kind: 'full' };
  return mayLookForChanges
    ? { kind: 'changes' }
    : { kind: 'waiting', untilMs: fullReadNotBeforeMs };
}
