import { expect, test } from 'vitest';
import { FaultPlan } from './faultPlan.ts';
import { Instance } from './instance.ts';
import { type CallFault, Seam, type Service } from './seam.ts';
import { Trace } from './trace.ts';
import { VirtualTime } from './virtualTime.ts';

const answerWithinMs = 15_000;

/** What became of one call with one fault: how often it was done, what the caller heard and when. */
async function callWith(fault: CallFault) {
  const time = new VirtualTime(0);
  const by = new Instance('worker-1', 1, 0, time);
  const seam = new Seam({
    plan: Object.assign(new FaultPlan(1), { fault: () => fault }),
    time,
    trace: new Trace(time, undefined),
    crash: (one) => {
      one.alive = false;
    },
  });
  const service: Service = {
    ...{ name: 'ledger', faults: {}, answerWithinMs, isDown: () => false },
    fault: () => new Error('no answer'),
  };
  let done = 0;
  let heard = 'nothing';
  const hears = (what: string) => {
    heard = `${what} ${time.now() < answerWithinMs ? 'early' : 'at the deadline'}`;
  };
  const act = () => {
    done += 1;
    return done;
  };
  void seam.call({ by, service, what: 'insert', jobId: 'job-1', act }).then(
    (answer) => hears(`answer ${answer}`),
    () => hears('error'),
  );
  await time.run({ mostEvents: 100 });
  return { done, heard, alive: by.alive };
}

test.each([
  ['failsBefore', 0, 'error early'],
  ['doneThenFails', 1, 'error early'],
  ['hangs', 0, 'error at the deadline'],
  ['doneThenHangs', 1, 'error at the deadline'],
  ['doneLate', 1, 'error at the deadline'],
  ['doneThenRetried', 2, 'answer 2 early'],
  ['slow', 1, 'answer 1 early'],
  ['standsStill', 1, 'answer 1 at the deadline'],
  ['crashesBefore', 0, 'nothing'],
  ['crashesAfter', 1, 'nothing'],
] as const)('%s: done %i times, the caller hears %s', async (fault, done, heard) => {
  const became = await callWith(fault);

  expect(became).toEqual({ done, heard, alive: !fault.startsWith('crashes') });
});
