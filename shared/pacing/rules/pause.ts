import { pacingTimes } from '../times.ts';

/** A mailbox, or all of them, starts nothing until then. */
export interface Pause {
  /** Milliseconds since 1970; undefined: until a person resumes it. */
  readonly untilMs: number | undefined;
  /** A code of Exchange, or a person's words. */
  readonly reason: string;
  readonly by: string;
}

/** Whether a pause holds now. */
export function isPaused(pause: Pause | undefined, nowMs: number): pause is Pause {
  return pause !== undefined && (pause.untilMs ?? Number.POSITIVE_INFINITY) > nowMs;
}

/** The pause that ends later. */
export function longerPause(one: Pause | undefined, other: Pause | undefined): Pause | undefined {
  if (!one || !other) return one ?? other;
  const end = ({ untilMs }: Pause) => untilMs ?? Number.POSITIVE_INFINITY;
  return end(other) > end(one) ? other : one;
}

/** Whether its end is so near that it is waited for in place. A pause without an end has none to wait for. */
export function endsSoon({ untilMs = Number.POSITIVE_INFINITY }: Pause, nowMs: number): boolean {
  return untilMs <= nowMs + pacingTimes.shortPauseMs;
}

/** When jobs of a paused mailbox begin to come back. */
export function backAfter({ untilMs }: Pause, nowMs: number): number {
  return untilMs ?? nowMs + pacingTimes.pausedRecheckMs;
}
