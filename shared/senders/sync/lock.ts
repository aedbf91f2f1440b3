import type { Clock } from '../../clock.ts';
import type { DirectoryState } from './rows.ts';
import { type FoundState, LockLost, type SenderStore } from './senderStore.ts';
import { syncTimes } from './times.ts';

/** The right of one run to write the list, and the state as this run knows it. */
export interface ListLock {
  readonly state: DirectoryState;
  /** Whether this run may begin another batch; asks for more time when less than half is left. Throws `StoreUnavailable`. */
  stillHeld(): Promise<boolean>;
  /** Changes the state. Throws `LockLost` when another run has taken the list over, and `StoreUnavailable`. */
  change(change: Partial<DirectoryState>): Promise<void>;
}

/** Who asks for the lock. */
export interface LockWish {
  readonly store: Pick<SenderStore, 'writeState'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly runId: string;
}

/** What the state says when nobody holds the list. */
export const unlocked = { lockedBy: '', lockedUntilMs: 0 } as const;

/** A list that was never made. */
const noList: DirectoryState = {
  generation: 0,
  groupSetting: '',
  groupId: '',
  groupName: '',
  groupMailEnabled: false,
  mailboxCount: 0,
  addressCount: 0,
  fullReadAtMs: 0,
  checkedAtMs: 0,
  unchangedCount: 0,
  changesLink: '',
  writing: false,
  fullReadNotBeforeMs: 0,
  ...unlocked,
};

/** Until when another run holds the list; undefined when nobody does. */
export function lockedUntil(state: DirectoryState | undefined, nowMs: number): number | undefined {
  if (!state || state.lockedBy === '' || state.lockedUntilMs <= nowMs) return undefined;
  return state.lockedUntilMs;
}

/**
 * Takes the list for a run if the state is still the one found: so nobody wrote the list since. Undefined: somebody did.
 */
export async function takeLock(
  found: FoundState | undefined,
  { store, clock, runId }: LockWish,
): Promise<ListLock | undefined> {
  const startedAtMs = clock.now();
  const lockedUntilMs = startedAtMs + syncTimes.lockMs;
  const state = { ...(found?.state ?? noList), lockedBy: runId, lockedUntilMs };
  const taken = await store.writeState(state, found);
  return taken && heldLock(taken, { store, clock, startedAtMs });
}

function heldLock(
  taken: FoundState,
  { store, clock, startedAtMs }: Pick<LockWish, 'store' | 'clock'> & { startedAtMs: number },
): ListLock {
  let held: FoundState | undefined = taken;
  let state = taken.state;
  let lastTurn: Promise<unknown> = Promise.resolve();

  /** One write at a time: each is conditional on the one before. */
  function inTurn<T>(step: () => Promise<T>): Promise<T> {
    const turn = lastTurn.then(step);
    lastTurn = turn.catch(() => undefined);
    return turn;
  }

  async function write(change: Partial<DirectoryState>): Promise<void> {
    const written = held && (await store.writeState({ ...state, ...change }, held));
    held = written;
    if (!written) throw new LockLost('Another run has taken over the list of senders.');
    state = written.state;
  }

  const leftMs = () => state.lockedUntilMs - clock.now();

  return {
    get state() {
      return state;
    },
    change: (change) => inTurn(() => write(change)),
    stillHeld: () =>
      inTurn(async () => {
        const isOver = state.lockedBy === '' || clock.now() - startedAtMs > syncTimes.longestRunMs;
        if (!held || isOver) return false;
        if (leftMs() < syncTimes.lockMs / 2) {
          // Also when it has run out: that nobody wrote the state since shows that nobody has the list.
          const renewed = write({ lockedUntilMs: clock.now() + syncTimes.lockMs });
          await renewed.catch((error: unknown) => {
            if (!(error instanceof LockLost)) throw error;
          });
        }
        return held !== undefined && leftMs() > syncTimes.lockMarginMs;
      }),
  };
}

/** Does work that may wait long for Entra, and keeps the lock meanwhile. */
export async function keepingLock<T>(lock: ListLock, work: () => Promise<T>): Promise<T> {
  // A fault now is met again by the next write.
  const check = () => void lock.stillHeld().catch(() => undefined);
  const timer = setInterval(check, syncTimes.lockCheckEveryMs).unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
