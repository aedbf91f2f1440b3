import { doctorTimes as real } from '../../shared/doctor/times.ts';

export { doctorLimits } from '../../shared/doctor/times.ts';

/** The times of the doctor in seconds instead of minutes, in the same order of size: a test cannot wait for the next minute. */
export const doctorTimes: { readonly [Name in keyof typeof real]: number | string } = {
  ...real,
  pollSchedule: '* * * * * *',
  orderLifeMs: 8000,
  takenWithinMs: 6000,
  runMs: 30_000,
  answerPollMs: 200,
  probePollMs: 200,
  probePatienceMs: 4000,
  arrivalMs: 1000,
};
