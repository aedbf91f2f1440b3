import { type Priority, priorities } from '../../job/job.ts';
import { pacingTimes } from '../times.ts';

/** The last time planned for a job of each priority, milliseconds since 1970; in the past: no job is planned. */
export type Tails = Readonly<Record<Priority, number>>;

/** Nothing is planned. */
export const noTails: Tails = { high: 0, normal: 0, bulk: 0 };

/** Priorities that go first. */
const before = (priority: Priority) => priorities.slice(0, priorities.indexOf(priority));

/** What the plan needs to know of a job. */
export interface Candidate {
  readonly priority: Priority;
  readonly wasPlanned: boolean;
}

/**
 * Whether a job may take the start at `startMs`. Planned times lie close to each other, so a tail beyond it means that a
 * planned job is due. A job that was planned may take what there is; a newcomer waits behind the planned ones.
 */
export function mayTake(
  tails: Tails,
  { priority, wasPlanned }: Candidate,
  startMs: number,
  nowMs: number,
): boolean {
  const aheadMs = nowMs + pacingTimes.lookAheadMs[priority];
  if (startMs > aheadMs) return false;
  if (before(priority).some((other) => tails[other] > startMs)) return false;
  return wasPlanned || tails[priority] <= aheadMs;
}

/** A time for one job alone, behind all of its own and higher priority: the new tail of its priority. */
export function planned(
  tails: Tails,
  priority: Priority,
  earliestMs: number,
  intervalMs: number,
): Tails {
  const behind = [...before(priority), priority].map((other) => tails[other] + intervalMs);
  return { ...tails, [priority]: Math.ceil(Math.max(earliestMs, ...behind)) };
}

/** When the last planned job goes; undefined: none is planned. */
export function backlogEnd(tails: Tails, nowMs: number): number | undefined {
  const endMs = Math.max(...priorities.map((priority) => tails[priority]));
  return endMs > nowMs ? endMs : undefined;
}
