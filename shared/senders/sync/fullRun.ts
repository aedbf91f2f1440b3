import { ended, endingFailures } from './ended.ts';
import { planFullRead } from './fullRead.ts';
import { syncLimits } from './limits.ts';
import { keepingLock, type ListLock, takeLock, unlocked } from './lock.ts';
import type { SyncOutcome } from './outcome.ts';
import { publish } from './publish.ts';
import type { Refusal } from './removalGuard.ts';
import type { Plan, Run } from './run.ts';
import type { FoundState } from './senderStore.ts';
import { syncTimes } from './times.ts';

/** Reads the whole group and makes the list equal to it. Throws `StoreUnavailable`. */
export function runFull(run: Run, found: FoundState | undefined): Promise<SyncOutcome> {
  return endingFailures(run, 'full', () => {
    return run.wish.dryRun ? tellFull(run, found) : writeFull(run, found);
  });
}

async function tellFull(run: Run, found: FoundState | undefined): Promise<SyncOutcome> {
  const read = await planFullRead(run, found?.state);
  const { plan, refusal } = split(read);
  return ended(run, { kind: 'full', outcome: refusal ? 'refused' : 'done', ...refusal, plan });
}

async function writeFull(run: Run, found: FoundState | undefined): Promise<SyncOutcome> {
  const { store, clock } = run;
  const lock = await takeLock(found, run);
  if (!lock) return { kind: 'busy', untilMs: clock.now() };
  const read = await keepingLock(lock, () => planFullRead(run, found?.state)).catch(
    async (error: unknown) => {
      await giveBack(lock);
      throw error;
    },
  );
  const { plan, refusal } = split(read);
  if (refusal) {
    // Without a plan only the group was asked for: that costs one request, and may be mended any minute.
    const fullReadNotBeforeMs = plan ? clock.now() + syncTimes.refusedFullReadMs : 0;
    await lock.change({ ...unlocked, fullReadNotBeforeMs });
    return ended(run, { kind: 'full', outcome: 'refused', ...refusal, plan });
  }
  await publish(plan, lock, store);
  const outcome = await ended(run, { kind: 'full', outcome: 'done', plan });
  await store.removeReportsBefore(run.startedAtMs - syncLimits.reportsKeptMs);
  return outcome;
}

/** Nothing was written under this lock, so the next run may begin at once. A fault here does not hide the first one. */
async function giveBack(lock: ListLock): Promise<void> {
  await lock.change(unlocked).catch(() => undefined);
}

type Split =
  | { readonly plan: Plan; readonly refusal: undefined }
  | { readonly plan: Plan | undefined; readonly refusal: Refusal };

function split(read: Plan | Refusal): Split {
  if ('reason' in read) return { plan: undefined, refusal: read };
  const { refusal } = read;
  return refusal ? { plan: read, refusal } : { plan: read, refusal };
}
