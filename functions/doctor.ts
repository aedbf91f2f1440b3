import { app } from '@azure/functions';
import { answerOrder } from '../shared/doctor/answerOrder.ts';
import { doctorTimes } from '../shared/doctor/times.ts';
import { runtime } from './process.ts';

/** Looks for an order of `mailchute doctor`: only here there are the identity, the settings and the network that count. */
app.timer('doctor', {
  schedule: doctorTimes.pollSchedule,
  handler: () => answerOrder(runtime.examination),
});
