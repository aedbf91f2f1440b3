import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { Meter } from '../../local/graph/measurements/meter.ts';
import { billing, mail, noreply, sendMime, simulator } from './simulator.ts';

const windows = { minuteMs: 60_000, fiveMinutesMs: 300_000, dayMs: 86_400_000 };

const fromNoreply = mail(['From: noreply@contoso.example', 'To: a@x.example, b@x.example']);

test('what each mailbox and all together were asked for is told, by handle and by control API', async () => {
  let nowMs = 1_800_000_000_000;
  const graph = await simulator({ clock: { nowMs: () => nowMs } });
  await sendMime(graph);
  nowMs += windows.minuteMs - 1;
  await sendMime(graph);
  nowMs += 1;
  await sendMime(graph);
  await sendMime(graph, fromNoreply, noreply.mail);
  await sendMime(graph, mail(['From: billing@contoso.example']));

  const over = await (await fetch(`${graph.url}/_control/measurements`)).json();

  const bodyBytes = Math.ceil(mail().length / 3) * 4;
  expect(over).toEqual(graph.measurements());
  expect(graph.measurements().mailboxes[billing.mail]).toEqual({
    requestCount: 4,
    acceptedCount: 3,
    heldCount: 0,
    refused: { inFlight: 0, upload: 0, recipients: 0, other: 1 },
    inFlightCount: 0,
    mostInFlight: 1,
    mostRequestsPerMinute: 3, // the first has just left the window of the last three
    mostRecipientsPerDay: 3,
    mostUploadBytesPer5Min: expect.any(Number),
    firstArrivalMs: nowMs - windows.minuteMs,
    lastArrivalMs: nowMs,
    lastAcceptedMs: nowMs,
    latencyMs: { mean: 0, most: 0 },
  });
  expect(graph.measurements().mailboxes[noreply.mail]).toMatchObject({ mostRecipientsPerDay: 2 });
  expect(graph.measurements().overall).toMatchObject({
    requestCount: 5,
    mostRequestsPerMinute: 4,
    mostRecipientsPerDay: 5,
  });
  expect(graph.measurements().overall.mostUploadBytesPer5Min).toBeGreaterThan(3 * bodyBytes);
});

test('a mailbox that the tenant does not have is not measured', async () => {
  const graph = await simulator();

  await sendMime(graph, mail(), 'nobody@contoso.example');

  expect(graph.measurements()).toMatchObject({ overall: { requestCount: 0 }, mailboxes: {} });
});

test('measuring begins anew on demand, and what is in flight counts', async () => {
  const graph = await simulator({ behaviour: { sendLatencyMs: 600 } });
  const send = sendMime(graph);
  await vi.waitFor(() => expect(graph.messages()).toHaveLength(1));

  const response = await fetch(`${graph.url}/_control/measurements`, { method: 'DELETE' });
  const anew = await response.json();
  await send;
  await vi.waitFor(() => expect(graph.measurements().overall.inFlightCount).toBe(0));
  graph.clearMeasurements();

  const begun = { requestCount: 0, inFlightCount: 1, mostInFlight: 1 };
  expect(anew).toMatchObject({ overall: begun, mailboxes: { [billing.mail]: begun } });
  expect(graph.measurements()).toMatchObject({ overall: { acceptedCount: 0 }, mailboxes: {} });
});

test('every window is exact: the most is what counting by hand finds', () => {
  const step = fc.record({
    afterMs: fc.oneof(
      fc.integer({ min: 0, max: 20_000 }),
      fc.constantFrom(...Object.values(windows).flatMap((ms) => [ms - 1, ms])),
    ),
    amount: fc.integer({ min: 1, max: 500 }),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 50 }), (steps) => {
      let nowMs = 1_800_000_000_000;
      const meter = new Meter();
      const came: { atMs: number; amount: number }[] = [];

      for (const { afterMs, amount } of steps) {
        nowMs += afterMs;
        came.push({ atMs: nowMs, amount });
        meter.arrived(nowMs);
        meter.bodyCame(amount, nowMs);
        meter.recipientsCame(amount, nowMs);
      }

      const mostIn = (windowMs: number, of: (each: { amount: number }) => number) =>
        Math.max(
          ...came.map(({ atMs: endMs }) =>
            came
              .filter(({ atMs }) => atMs > endMs - windowMs && atMs <= endMs)
              .reduce((sum, each) => sum + of(each), 0),
          ),
        );
      expect(meter.measurement()).toMatchObject({
        mostRequestsPerMinute: mostIn(windows.minuteMs, () => 1),
        mostUploadBytesPer5Min: mostIn(windows.fiveMinutesMs, ({ amount }) => amount),
        mostRecipientsPerDay: mostIn(windows.dayMs, ({ amount }) => amount),
      });
    }),
  );
});
