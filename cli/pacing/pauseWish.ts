import { UsageError } from '../usageError.ts';

const minuteMs = 60_000;
/** Two weeks: no job lives longer (JOB_LIFETIME_HOURS). */
const mostMinutes = 20_160;
/** One line of a terminal and more. */
const mostReasonCharacters = 200;

/** `--for MINUTES` in milliseconds; undefined: until resumed. Throws `UsageError`. */
export function readForMs(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const minutes = /^\d+$/.test(text) ? Number(text) : 0;
  if (minutes >= 1 && minutes <= mostMinutes) return minutes * minuteMs;
  throw new UsageError(
    `--for is "${text}". Allowed: whole minutes from 1 to ${mostMinutes}. Leave it out for a pause until resumed.`,
  );
}

/** `--reason TEXT`, empty for none. Throws `UsageError`. */
export function readReason(text = ''): string {
  if (text.length <= mostReasonCharacters) return text;
  throw new UsageError(
    `--reason has ${text.length} characters. Allowed: up to ${mostReasonCharacters}.`,
  );
}
