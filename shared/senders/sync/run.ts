import type { Clock } from '../../clock.ts';
import type { ListDifference } from './difference.ts';
import type { GroupReader } from './groupReader.ts';
import type { Refusal } from './removalGuard.ts';
import type { DirectoryState, RunReport } from './rows.ts';
import type { SenderStore } from './senderStore.ts';

/** What the sync works with. */
export interface SyncDeps {
  readonly store: SenderStore;
  /** A reader for one run: it counts its requests. */
  readonly newReader: () => GroupReader;
  readonly clock: Pick<Clock, 'now' | 'uuid'>;
  /** `SENDER_GROUP`: id or name. */
  readonly group: string;
  /** `SENDER_MAX_REMOVAL_PERCENT`. */
  readonly maxRemovalPercent: number;
}

/** What somebody asks of one run. The timer asks for nothing special. */
export interface SyncWish {
  /** Read everything, although only changes are due. */
  readonly full: boolean;
  /** Remove as many as Entra says, once. */
  readonly force: boolean;
  /** Say what would change and write nothing. */
  readonly dryRun: boolean;
}

/** One run of the sync. */
export interface Run extends Omit<SyncDeps, 'newReader'> {
  readonly runId: string;
  readonly startedAtMs: number;
  readonly reader: GroupReader;
  readonly wish: SyncWish;
}

/** What a run has read of the group, and the difference that makes. Nothing of it is written yet. */
export interface Plan {
  readonly kind: RunReport['kind'];
  readonly readCount: number;
  readonly othersCount: number;
  readonly managersRead: boolean;
  readonly difference: ListDifference;
  /** Set: the difference must not be written. */
  readonly refusal: Refusal | undefined;
  /** What the state says from when the difference counts. */
  readonly next: Partial<DirectoryState>;
}
