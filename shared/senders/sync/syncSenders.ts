import { runChanges } from './changesRun.ts';
import { runFull } from './fullRun.ts';
import { lockedUntil } from './lock.ts';
import { nextLook } from './nextLook.ts';
import type { SyncOutcome } from './outcome.ts';
import type { Run, SyncDeps, SyncWish } from './run.ts';

export type { SyncOutcome } from './outcome.ts';
export type { Difference } from './personDifference.ts';
export type { SyncDeps, SyncWish } from './run.ts';

/** Makes the list of senders equal to the group. Throws `StoreUnavailable`; what Entra does not tell is an outcome. */
export async function syncSenders(deps: SyncDeps, wish: SyncWish): Promise<SyncOutcome> {
  const { newReader, ...rest } = deps;
  const startedAtMs = deps.clock.now();
  const run: Run = { ...rest, wish, startedAtMs, runId: deps.clock.uuid(), reader: newReader() };
  const found = await deps.store.readState();

  const untilMs = wish.dryRun ? undefined : lockedUntil(found?.state, startedAtMs);
  if (untilMs !== undefined) return { kind: 'busy', untilMs };
  if (!found || wish.full || wish.force) return runFull(run, found);
  const next = nextLook(found.state, { group: deps.group, nowMs: startedAtMs });
  switch (next.kind) {
    case 'full':
      return runFull(run, found);
    case 'changes':
      return runChanges(run, found);
    case 'waiting':
      return next;
    default:
      return next satisfies never;
  }
}
