import { expect, test } from 'vitest';
import type { Measurement } from '../../local/graph/measurements/measurement.ts';
import type { MessageSummary } from '../../local/graph/store/acceptedMessage.ts';
import { seen } from './figures/seen.ts';

const measurement: Measurement = {
  requestCount: 5,
  acceptedCount: 4,
  heldCount: 0,
  refused: { inFlight: 0, upload: 0, recipients: 0, other: 1 },
  inFlightCount: 0,
  mostInFlight: 6,
  mostRequestsPerMinute: 5,
  mostRecipientsPerDay: 4,
  mostUploadBytesPer5Min: 40_000,
  firstArrivalMs: 1000,
  lastArrivalMs: 2900,
  lastAcceptedMs: 3000,
  latencyMs: { mean: 60, most: 90 },
};
const mail = (id: string) => ({ internetMessageId: `<${id}@bench.example>` }) as MessageSummary;
const cost = { process: { cpuMs: 6, peakMemoryMb: 80 }, machineBusy: 0.5, cpuByRole: {} };

test('speed is from the arrival of the first mail to the answer to the last, and a double is no second mail', () => {
  const mailboxes = {
    a: { ...measurement, mostInFlight: 2 },
    b: { ...measurement, mostInFlight: 4 },
  };

  const figures = seen(
    [mail('one'), mail('two'), mail('two'), mail('three')],
    { overall: measurement, mailboxes },
    cost,
  );

  expect(figures).toMatchObject({
    mailCount: 3,
    seconds: 2,
    mailsPerSecond: 1.5,
    twiceCount: 1,
    mostInFlight: 4,
    refusedCount: 1,
    cpuMsPerMail: 2,
  });
});

test('what the system cannot tell is left open', () => {
  const figures = seen(
    [mail('one')],
    { overall: measurement, mailboxes: { a: measurement } },
    { ...cost, process: undefined },
  );

  expect(figures.cpuMsPerMail).toBeUndefined();
  expect(figures.peakMemoryMb).toBeUndefined();
});
