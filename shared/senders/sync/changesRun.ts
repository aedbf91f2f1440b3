import { planChanges } from './changesRead.ts';
import { ended, endingFailures } from './ended.ts';
import { runFull } from './fullRun.ts';
import { takeLock } from './lock.ts';
import type { SyncOutcome } from './outcome.ts';
import { publish } from './publish.ts';
import type { Run } from './run.ts';
import type { FoundState } from './senderStore.ts';

/**
 * Looks who came or went since the last look. The list is taken only for writing: taking it fails if the state is not the
 * one found, and so nothing that was read in between can be old. Throws `StoreUnavailable`.
 */
export function runChanges(run: Run, found: FoundState): Promise<SyncOutcome> {
  return endingFailures(run, 'changes', () => look(run, found));
}

async function look(run: Run, found: FoundState): Promise<SyncOutcome> {
  const plan = await planChanges(run, found.state);
  switch (plan.found) {
    case 'readAll': {
      const untilMs = found.state.fullReadNotBeforeMs;
      return run.startedAtMs < untilMs ? { kind: 'waiting', untilMs } : runFull(run, found);
    }
    case 'nothing':
      return run.wish.dryRun ? { kind: 'unchanged' } : unchanged(run, found, plan.nextLink);
    case 'changes': {
      const { kind, refusal } = plan;
      if (refusal) return ended(run, { kind, outcome: 'refused', ...refusal, plan });
      if (!run.wish.dryRun) {
        const lock = await takeLock(found, run);
        if (!lock) return { kind: 'busy', untilMs: run.clock.now() };
        await publish(plan, lock, run.store);
      }
      return ended(run, { kind, outcome: 'done', plan });
    }
    default:
      return plan satisfies never;
  }
}

async function unchanged(
  { store, clock, startedAtMs }: Run,
  found: FoundState,
  changesLink: string,
): Promise<SyncOutcome> {
  const { state } = found;
  const unchangedCount = state.unchangedCount + 1;
  const next = { ...state, checkedAtMs: startedAtMs, unchangedCount, changesLink };
  const written = await store.writeState(next, found);
  return written ? { kind: 'unchanged' } : { kind: 'busy', untilMs: clock.now() };
}
