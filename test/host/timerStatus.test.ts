import { expect, test } from 'vitest';
import { isRefusal } from '../../local/host/refusal.ts';
import { readSchedule } from '../../local/host/timer/schedule.ts';
import { firstStatus, resumeStatus, statusAfterRun } from '../../local/host/timer/timerStatus.ts';

const hourly = readSchedule('0 0 * * * *');
if (isRefusal(hourly)) throw new Error(hourly.refused);
const schedule = hourly;
const at = (time: string) => new Date(`2026-11-21T${time}Z`);
const stored = statusAfterRun(schedule, at('10:00:00'));

test('a stored status goes on where it was', () => {
  const resumed = resumeStatus(stored, schedule, at('10:30:00'));

  expect(resumed).toEqual({ status: stored, isPastDue: false });
});

test('an occurrence that passed while no host ran is past due', () => {
  const resumed = resumeStatus(stored, schedule, at('13:30:00'));

  expect(resumed).toEqual({ status: stored, isPastDue: true });
  expect(resumed.status.Next).toBe('2026-11-21T11:00:00.000+00:00');
});

test('the first occurrence, too, is past due when it was missed', () => {
  const first = firstStatus(schedule, at('10:15:00'));

  expect(resumeStatus(first, schedule, at('11:15:00')).isPastDue).toBe(true);
});

test('what only a changed schedule would have missed is not caught up', () => {
  const halfHourly = readSchedule('0 30 * * * *');
  if (isRefusal(halfHourly)) throw new Error(halfHourly.refused);

  const resumed = resumeStatus(stored, halfHourly, at('10:45:00'));

  expect(resumed.isPastDue).toBe(false);
  expect(resumed.status.Next).toBe('2026-11-21T11:30:00.000+00:00');
});

test('a run that fired a moment early belongs to its occurrence, which does not come twice', () => {
  const status = statusAfterRun(schedule, at('11:00:00'));

  expect(status.Next).toBe('2026-11-21T12:00:00.000+00:00');
});
