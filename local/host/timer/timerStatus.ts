import type { Schedule } from './schedule.ts';

/** What is remembered of a timer between its runs, in .NET's JSON: times with `+00:00`. */
export interface TimerStatus {
  /** The last occurrence, or .NET's zero date for never. */
  readonly Last: string;
  readonly Next: string;
  readonly LastUpdated: string;
}

/** .NET's zero date, for a timer that has not run yet. */
const neverRan = '0001-01-01T00:00:00';

/** A time as the status holds it. */
function statusTime(date: Date): string {
  return date.toISOString().replace('Z', '+00:00');
}

/** The status of a timer that is seen for the first time. */
export function firstStatus(schedule: Schedule, now: Date): TimerStatus {
  return { Last: neverRan, Next: statusTime(schedule.next(now)), LastUpdated: statusTime(now) };
}

/** The status after a run that belongs to `occurrence`. */
export function statusAfterRun(schedule: Schedule, occurrence: Date): TimerStatus {
  const last = statusTime(occurrence);
  return { Last: last, Next: statusTime(schedule.next(occurrence)), LastUpdated: last };
}

/** What a stored status means at the start: an occurrence was missed while no host ran, or not. */
export function resumeStatus(
  stored: TimerStatus,
  schedule: Schedule,
  now: Date,
): { readonly status: TimerStatus; readonly isPastDue: boolean } {
  const base = stored.Last === neverRan ? stored.LastUpdated : stored.Last;
  const expected = schedule.next(new Date(base));
  if (statusTime(expected) === stored.Next) return { status: stored, isPastDue: now > expected };
  // The schedule was changed since: what the new one would have missed is not caught up (StorageScheduleMonitor).
  const status =
    now > expected ? firstStatus(schedule, now) : { ...stored, Next: statusTime(expected) };
  return { status, isPastDue: false };
}
