import { expect, test, vi } from 'vitest';
import type { FaultRule } from '../../local/graph/faults/faultRule.ts';
import { found, mail, refusalIn, search, sendMime, simulator } from './simulator.ts';

const on = 'sendMail';

test.each<[string, FaultRule['answer']]>([
  ['answered 504', 504],
  ['reset', 'reset'],
])('a request that is %s has its mail accepted later all the same', async (_, answer) => {
  const graph = await simulator({ faults: [{ on, answer, acceptAfterMs: 300 }] });
  const startMs = Date.now();

  const status = await sendMime(graph).then(
    (response) => response.status,
    () => 'reset',
  );
  const atAnswer = [graph.messages().length, (await found(search(graph))).length];
  await vi.waitFor(() => expect(graph.messages()).toHaveLength(1));

  const acceptedMs = Date.parse(graph.messages()[0]?.receivedAt ?? '');
  expect(status).toBe(answer);
  expect(atAnswer).toEqual([0, 0]);
  expect(acceptedMs - startMs).toBeGreaterThanOrEqual(299);
  expect(await found(search(graph))).toHaveLength(1);
});

test('a request that is never answered may have its mail accepted after the sender gave up', async () => {
  const graph = await simulator({ faults: [{ on, answer: 'never', acceptAfterMs: 200 }] });
  const leave = new AbortController();

  const request = sendMime(graph, mail(), undefined, {}, leave.signal).catch(() => 'gave up');
  await vi.waitFor(() => expect(graph.requests().sendMailByAnswer).toEqual({ never: 1 }));
  leave.abort();
  await request;
  const whenGivenUp = graph.messages().length;
  await vi.waitFor(() => expect(graph.messages()).toHaveLength(1));

  expect(whenGivenUp).toBe(0);
});

test('a late accept does not make Exchange accept what it refuses', async () => {
  const graph = await simulator({ faults: [{ on, answer: 504, acceptAfterMs: 0 }] });

  const refused = await sendMime(graph, mail(['From: billing@contoso.example']));
  await sendMime(graph); // accepted later than the first one would have been
  await vi.waitFor(() => expect(graph.messages()).toHaveLength(1));

  expect(await refusalIn(refused)).toBe('400 ErrorInvalidRecipients');
  expect(graph.messages()[0]?.to).not.toEqual([]);
});
