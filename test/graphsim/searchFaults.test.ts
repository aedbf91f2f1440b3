import { expect, test, vi } from 'vitest';
import { found, refusalIn, search, sendMime, simulator } from './simulator.ts';

const on = 'findMail';

test('a search that fails says so in the form of Graph, and sending goes on', async () => {
  const graph = await simulator({
    faults: [{ on, answer: 503, retryAfterSeconds: 4, times: 1 }],
  });

  const sent = await sendMime(graph);
  const failed = await search(graph);
  const next = await found(search(graph));

  expect(sent.status).toBe(202);
  expect(failed.headers.get('retry-after')).toBe('4');
  expect(await refusalIn(failed)).toBe('503 ServiceUnavailable');
  expect(next).toHaveLength(1);
});

test('a fault of sending leaves searches alone', async () => {
  const graph = await simulator({ faults: [{ on: 'sendMail', answer: 503 }] });

  expect((await search(graph)).status).toBe(200);
  expect((await sendMime(graph)).status).toBe(503);
});

test('a search that is never answered stays open until its client leaves', async () => {
  const graph = await simulator({ faults: [{ on, answer: 'never' }] });
  let answered = false;

  const request = search(graph).then(
    () => 'answered',
    () => 'cut off',
  );
  void request.then(() => (answered = true));
  await vi.waitFor(() => expect(graph.faults()[0]?.firedCount).toBe(1));
  const wasAnswered = answered;
  await graph.close();

  expect(wasAnswered).toBe(false);
  expect(await request).toBe('cut off');
});

test('a reset breaks the connection of a search', async () => {
  const graph = await simulator({ faults: [{ on, answer: 'reset' }] });

  await expect(search(graph)).rejects.toThrow('fetch failed');
});

test('a slow search comes after its delay, and shows the mailbox of that moment', async () => {
  const graph = await simulator({ faults: [{ on, answer: 'as-usual', delayMs: 300 }] });
  const startMs = performance.now();

  const slow = found(search(graph));
  await vi.waitFor(() => expect(graph.faults()[0]?.firedCount).toBe(1), { interval: 5 });
  await sendMime(graph);
  const mails = await slow;

  expect(performance.now() - startMs).toBeGreaterThanOrEqual(299);
  expect(mails).toHaveLength(1);
});

test('a search may be answered 200 without a body', async () => {
  const graph = await simulator({ faults: [{ on, answer: 200 }] });

  const response = await search(graph);

  expect([response.status, await response.text()]).toEqual([200, '']);
});
