import { Cron } from 'croner';
import { type Refusal, refusal } from '../refusal.ts';

/** A timer's schedule. */
export interface Schedule {
  /** The first occurrence after this time. */
  next(after: Date): Date;
}

/** A value, a range or `*`, each with an optional step. The cron library knows more (`L`, `#`, `?`, `@daily`), NCRONTAB does not. */
const ncrontabItem = /^(\*|(\d+|[a-z]{3})(-(\d+|[a-z]{3}))?)(\/\d+)?$/i;

/**
 * Reads a timer trigger's NCRONTAB text: `{second} {minute} {hour} {day} {month} {day of week}`, in UTC, as Flex
 * Consumption runs it. Day and day of week must both fit.
 */
export function readSchedule(text: string): Schedule | Refusal {
  if (/^[\d.]*\d+:\d+(:\d+)?$/.test(text)) {
    return refusal(
      `Its schedule "${text}" is a time span, which only App Service plans take. Write six fields, for example "0 */5 * * * *".`,
    );
  }
  const fields = text.trim().split(/\s+/);
  const wrong = `Its schedule is "${text}". Allowed: "{second} {minute} {hour} {day} {month} {day of week}", for example "0 */5 * * * *".`;
  const items = fields.flatMap((field) => field.split(','));
  const isSunday7 = /(^|[,-])7/.test(fields[5] ?? ''); // NCRONTAB counts days 0 to 6
  if (fields.length !== 6 || isSunday7 || !items.every((item) => ncrontabItem.test(item))) {
    return refusal(wrong);
  }
  try {
    const cron = new Cron(text, {
      timezone: 'UTC',
      mode: '6-part',
      domAndDow: true, // both days must fit (NCRONTAB); classic cron takes either
      sloppyRanges: true, // NCRONTAB allows 5/15
      paused: true,
    });
    return cron.nextRun() === null
      ? refusal(`${wrong} This one never occurs.`)
      : { next: (after) => nextRun(cron, after) };
  } catch {
    return refusal(wrong);
  }
}

function nextRun(cron: Cron, after: Date): Date {
  const next = cron.nextRun(after);
  if (!next)
    throw new Error(
      `The schedule "${cron.getPattern()}" has no occurrence after ${after.toISOString()}.`,
    );
  return next;
}
