import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where time and chance come from, so that a test can hold both. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds of a clock that never jumps. */
  monotonic(): number;
  sleep(ms: number): Promise<void>;
  /** 0 up to 1, without 1. */
  random(): number;
  /** A random UUID. */
  uuid(): string;
}

/** The clock of this machine. */
export const realClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: (ms) => sleep(ms),
  random: () => Math.random(),
  uuid: () => randomUUID(),
};
