import { pacingTimes } from '../times.ts';

/** So many messages may start at once after a rest; then they are spread. */
const burst = 4;

const windowMs = pacingTimes.rateWindowMs + pacingTimes.tokenLateMs;

/** The time from one start to the next when a mailbox sends all the time. */
export function intervalMs(messagesPerMinute: number | undefined): number {
  return messagesPerMinute === undefined
    ? pacingTimes.unpacedIntervalMs
    : windowMs / messagesPerMinute;
}

/**
 * The earliest time of the next start: in no minute more than the limit, wherever in `tokenLateMs` each request really
 * starts; and spread (GCRA). `starts` are the times granted so far, in order.
 */
export function earliestStart(
  starts: readonly number[],
  messagesPerMinute: number,
  nowMs: number,
): number {
  const last = starts.at(-1) ?? nowMs;
  const room = (starts.at(-messagesPerMinute) ?? Number.NEGATIVE_INFINITY) + windowMs;
  const spread =
    evenTime(starts, messagesPerMinute, nowMs) - (burst - 1) * intervalMs(messagesPerMinute);
  return Math.ceil(Math.max(nowMs, last, room, spread));
}

/** When the next start would be if all had been spread evenly (the theoretical arrival time of GCRA). */
export function evenTime(
  starts: readonly number[],
  messagesPerMinute: number,
  nowMs: number,
): number {
  const interval = intervalMs(messagesPerMinute);
  const even = starts.reduce((time, start) => Math.max(time, start) + interval, 0);
  return Math.max(nowMs, even);
}

/** The starts that still count. */
export function recentStarts(starts: readonly number[], nowMs: number): readonly number[] {
  const oldest = starts[0];
  if (oldest === undefined || oldest + windowMs > nowMs) return starts;
  return starts.filter((start) => start + windowMs > nowMs);
}
