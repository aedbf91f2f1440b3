import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRefusal } from '../../local/host/refusal.ts';
import { readSchedule, type Schedule } from '../../local/host/timer/schedule.ts';

function schedule(text: string): Schedule {
  const read = readSchedule(text);
  if (isRefusal(read)) throw new Error(read.refused);
  return read;
}

const saturday = new Date('2026-11-21T16:00:00.000Z');

test.each([
  ['0 */5 * * * *', '2026-11-21T16:05:00.000Z'],
  ['*/10 * * * * *', '2026-11-21T16:00:10.000Z'],
  ['0 7/20 * * * *', '2026-11-21T16:07:00.000Z'],
  ['10-50/20 * * * * *', '2026-11-21T16:00:10.000Z'],
  ['0 0 9 * * MON-FRI', '2026-11-23T09:00:00.000Z'],
  ['0 0 12 * 1,jul 0', '2027-01-03T12:00:00.000Z'],
  ['0 0 0 29 2 *', '2028-02-29T00:00:00.000Z'],
])('%s occurs next at %s, in UTC', (text, next) => {
  expect(schedule(text).next(saturday).toISOString()).toBe(next);
});

test('day and day of week must both fit', () => {
  const fridayThe13th = schedule('0 0 9 13 * 5').next(saturday);

  expect(fridayThe13th.toISOString()).toBe('2027-08-13T09:00:00.000Z');
});

test.each([
  '* * * * *',
  '60 * * * * *',
  '0 0 0 * * 7',
  '0 0 0 L * *',
  '0 0 0 ? * *',
  '0 0 0 * * 5#2',
  '@daily',
  '00:05:00',
  '0 0 0 30 2 *',
  '',
])('the schedule "%s" is refused, and the text says how one looks', (text) => {
  expect(readSchedule(text)).toEqual({ refused: expect.stringContaining('"0 */5 * * * *"') });
});

test('the next occurrence is later, is on the schedule, and none lies between', () => {
  const everySeconds = fc.constantFrom(2, 3, 5, 10, 15, 30);
  const time = fc.date({
    min: new Date('2026-01-01'),
    max: new Date('2030-01-01'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(everySeconds, time, (seconds, after) => {
      const next = schedule(`*/${seconds} * * * * *`).next(after);

      const laterMs = next.getTime() - after.getTime();
      expect(laterMs).toBeGreaterThan(0);
      expect(laterMs).toBeLessThanOrEqual(seconds * 1_000);
      expect(next.getUTCSeconds() % seconds).toBe(0);
      expect(next.getUTCMilliseconds()).toBe(0);
    }),
  );
});
