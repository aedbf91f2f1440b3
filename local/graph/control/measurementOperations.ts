import type { ControlOperation } from './controlOperation.ts';

/** What was asked for in every window. */
export const measurementOperations: Readonly<Record<string, ControlOperation>> = {
  'GET /_control/measurements': {
    does: 'what each mailbox was asked for at most: at a time, in a minute, in 5 min, in a day',
    run: ({ measurements }) => measurements.measured(),
  },
  'DELETE /_control/measurements': {
    does: 'measures anew',
    run: ({ measurements }) => {
      measurements.clear();
      return measurements.measured();
    },
  },
};
