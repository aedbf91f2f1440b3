import { expect, test, vi } from 'vitest';
import type { FaultRule } from '../../local/graph/faults/faultRule.ts';
import { billing, mail, noreply, refusalIn, sendMime, simulator } from './simulator.ts';

const on = 'sendMail';

test('a throttled request is answered 429 with Retry-After and nothing is sent', async () => {
  const graph = await simulator({ faults: [{ on, answer: 429, retryAfterSeconds: 7, times: 1 }] });

  const throttled = await sendMime(graph);
  const next = await sendMime(graph);

  expect(throttled.headers.get('retry-after')).toBe('7');
  expect(await refusalIn(throttled)).toBe('429 ApplicationThrottled');
  expect(next.status).toBe(202);
  expect(graph.messages()).toHaveLength(1);
});

test('a fault may name its own error code', async () => {
  const graph = await simulator({ faults: [{ on, answer: 503, code: 'ErrorServerBusy' }] });

  const response = await sendMime(graph);

  expect(await refusalIn(response)).toBe('503 ErrorServerBusy');
});

test('a 504 after accepting leaves the mail in the inbox', async () => {
  const graph = await simulator({ faults: [{ on, answer: 504, accept: true }] });

  const response = await sendMime(graph);

  expect(response.status).toBe(504);
  expect(graph.messages()).toHaveLength(1);
});

test('a reset after accepting breaks the connection and leaves the mail in the inbox', async () => {
  const graph = await simulator({ faults: [{ on, answer: 'reset', accept: true, times: 1 }] });

  await expect(sendMime(graph)).rejects.toThrow('fetch failed');

  expect(graph.messages()).toHaveLength(1);
});

test.each([
  ['accepted', true, 1],
  ['not accepted', false, 0],
])('a request that is never answered stays open, its mail %s', async (_, accept, count) => {
  const graph = await simulator({ faults: [{ on, answer: 'never', accept }] });
  const leave = new AbortController();

  const request = fetch(`${graph.url}/v1.0/users/${billing.mail}/sendMail`, {
    method: 'POST',
    body: mail().toString('base64'),
    headers: { 'Content-Type': 'text/plain' },
    signal: leave.signal,
  });
  await vi.waitFor(() => expect(graph.requests().sendMailByAnswer).toEqual({ never: 1 }));
  const openCount = graph.requests().sendMailInFlightCount;
  leave.abort();

  await expect(request).rejects.toThrow('aborted');
  await vi.waitFor(() => expect(graph.requests().sendMailInFlightCount).toBe(0));
  expect(openCount).toBe(1);
  expect(graph.messages()).toHaveLength(count);
});

test('a slow answer comes after its delay, with the mail accepted before', async () => {
  const graph = await simulator({ faults: [{ on, answer: 'as-usual', delayMs: 150 }] });
  const startMs = performance.now();

  const request = sendMime(graph);
  await vi.waitFor(() => expect(graph.messages()).toHaveLength(1), { interval: 5 });
  const acceptedMs = performance.now() - startMs;
  const response = await request;

  expect(response.status).toBe(202);
  expect(performance.now() - startMs).toBeGreaterThanOrEqual(149);
  expect(acceptedMs).toBeLessThan(performance.now() - startMs);
});

test('a fault that accepts does not make Exchange accept what it refuses', async () => {
  const graph = await simulator({ faults: [{ on, answer: 504, accept: true }] });

  const response = await sendMime(graph, mail(['From: billing@contoso.example']));

  expect(await refusalIn(response)).toBe('400 ErrorInvalidRecipients');
});

test('a fault of one mailbox leaves the others alone', async () => {
  const graph = await simulator({ faults: [{ on, answer: 429, mailbox: noreply.mail }] });

  const other = await sendMime(graph);
  const hit = await sendMime(graph, mail(), noreply.id);

  expect(other.status).toBe(202);
  expect(hit.status).toBe(429);
});

test('the first rule that wants a request gets it; one that is used up makes room for the next', async () => {
  const graph = await simulator({
    faults: [
      { on, answer: 429, times: 2 },
      { on, answer: 503, times: 1 },
    ],
  });

  const statuses = [];
  for (let sent = 0; sent < 4; sent += 1) statuses.push((await sendMime(graph)).status);

  expect(statuses).toEqual([429, 429, 503, 202]);
  expect(graph.faults().map(({ leftCount }) => leftCount)).toEqual([0, 0]);
});

test('a rate hits that share of requests, and the same ones for the same seed', async () => {
  const hits = async (seed: number) => {
    const rule: FaultRule = { on, answer: 429, rate: 0.3, seed };
    const graph = await simulator({ faults: [rule] });
    const statuses = [];
    for (let sent = 0; sent < 200; sent += 1) statuses.push((await sendMime(graph)).status);
    return statuses;
  };

  const [first, again, other] = [await hits(5), await hits(5), await hits(6)];

  const throttledCount = first.filter((status) => status === 429).length;
  expect(throttledCount).toBeGreaterThan(40);
  expect(throttledCount).toBeLessThan(80);
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

test('requests are counted by answer, with the most that were in flight', async () => {
  const graph = await simulator({ faults: [{ on, answer: 'as-usual', delayMs: 100, times: 3 }] });

  await Promise.all([sendMime(graph), sendMime(graph), sendMime(graph)]);
  await sendMime(graph, mail(), 'nobody@contoso.example');

  await vi.waitFor(() => expect(graph.requests().sendMailInFlightCount).toBe(0));
  expect(graph.requests()).toMatchObject({
    sendMailCount: 4,
    sendMailByAnswer: { 202: 3, 404: 1 },
    sendMailMaxInFlightCount: 3,
  });
});

test('closing the simulator ends requests that wait and requests that are never answered', async () => {
  const graph = await simulator({
    faults: [
      { on, answer: 'never', times: 1 },
      { on, answer: 'as-usual', delayMs: 60_000 },
    ],
  });
  const requests = [sendMime(graph), sendMime(graph)].map((request) =>
    request.catch(() => 'cut off'),
  );
  await vi.waitFor(() => expect(graph.requests().sendMailInFlightCount).toBe(2));

  await graph.close();

  expect(await Promise.all(requests)).toEqual(['cut off', 'cut off']);
});
