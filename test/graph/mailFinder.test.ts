import { expect, test, vi } from 'vitest';
import type { FaultRule } from '../../local/graph/faults/faultRule.ts';
import type { GraphSimulator } from '../../local/graph/startGraph.ts';
import { billing, mail, noreply, sendMime, simulator } from '../graphsim/simulator.ts';
import { find } from './find.ts';

const hourMs = 3_600_000;
const messageId = '<1@contoso.example>';

/** Puts a mail with the usual Message-ID into the mailbox that was not sent now. */
function addExisting(graph: GraphSimulator, createdAt: string, isDraft = false): void {
  graph.addExisting({ mailbox: billing.id, internetMessageId: messageId, createdAt, isDraft });
}

test('a mail that was sent is found', async () => {
  const graph = await simulator();
  const sinceMs = Date.now();
  await sendMime(graph);

  expect(await find(graph.url, { sinceMs })).toEqual({ kind: 'copy' });
});

test('a mail that was not sent from this mailbox is absent', async () => {
  const graph = await simulator();
  await sendMime(graph);

  const answers = [
    await find(graph.url, { mailbox: noreply.id }),
    await find(graph.url, { messageId: '<2@contoso.example>' }),
  ];

  expect(answers).toEqual([{ kind: 'absent' }, { kind: 'absent' }]);
});

test('a mail whose copy is filed late is absent first and found later', async () => {
  const graph = await simulator({ behaviour: { visibleAfterMs: 400 } });
  await sendMime(graph);

  const first = await find(graph.url);
  await vi.waitFor(async () => expect(await find(graph.url)).toEqual({ kind: 'copy' }), 5000);

  expect(first).toEqual({ kind: 'absent' });
});

test('a mail that still stands in Drafts is a draft, not a copy', async () => {
  const graph = await simulator({ behaviour: { draftForMs: hourMs } });
  await sendMime(graph);

  expect(await find(graph.url)).toEqual({ kind: 'draft' });
});

test('a copy beside a draft is a copy', async () => {
  const graph = await simulator();
  addExisting(graph, new Date().toISOString(), true);
  await sendMime(graph);

  expect(await find(graph.url)).toEqual({ kind: 'copy' });
});

test('an older mail with the same Message-ID does not count, be it a copy or a draft', async () => {
  const graph = await simulator();
  addExisting(graph, '2020-01-31T08:00:00Z');
  addExisting(graph, '2020-01-31T08:00:00Z', true);

  const before = await find(graph.url);
  await sendMime(graph);

  expect(before).toEqual({ kind: 'absent' });
  expect(await find(graph.url)).toEqual({ kind: 'copy' });
});

test.each([
  ['within the second', '2026-01-31T08:00:05.001Z', 'copy'],
  ['at the end of the second', '2026-01-31T08:00:05.999Z', 'copy'],
  ['a second later', '2026-01-31T08:00:06.000Z', 'absent'],
])('a mail of 08:00:05 is %s of the time asked for', async (_, since, kind) => {
  const graph = await simulator();
  addExisting(graph, '2026-01-31T08:00:05Z');

  expect(await find(graph.url, { sinceMs: Date.parse(since) })).toEqual({ kind });
});

test('a mailbox that the identity may not read is forbidden', async () => {
  const graph = await simulator({ behaviour: { reading: 'forbidden' } });
  await sendMime(graph);

  expect(await find(graph.url)).toEqual({ kind: 'forbidden' });
});

test('a mailbox that does not exist is no answer', async () => {
  const graph = await simulator();

  const answer = await find(graph.url, { mailbox: 'nobody@contoso.example' });

  expect(answer).toEqual({ kind: 'noAnswer', code: 'ErrorInvalidUser', retryAfterMs: undefined });
});

test.each<[Pick<FaultRule, 'answer' | 'retryAfterSeconds'>, string, number | undefined]>([
  [{ answer: 429, retryAfterSeconds: 7 }, 'ApplicationThrottled', 7000],
  [{ answer: 503 }, 'ServiceUnavailable', undefined],
  [{ answer: 401 }, 'InvalidAuthenticationToken', undefined],
  [{ answer: 504 }, 'UnknownError', undefined],
  [{ answer: 200 }, 'UnreadableAnswer', undefined],
  [{ answer: 'never' }, 'TimeoutError', undefined],
])('a search that ends in %j is no answer, and is not repeated', async (fault, code, waitMs) => {
  const graph = await simulator({ faults: [{ on: 'findMail', times: 1, ...fault }] });

  const withinMs = fault.answer === 'never' ? 300 : 10_000;
  const answer = await find(graph.url, { withinMs });

  expect(answer).toEqual({ kind: 'noAnswer', code, retryAfterMs: waitMs });
  expect(graph.requests().otherCount).toBe(1);
});

test('a search whose connection breaks is no answer', async () => {
  const graph = await simulator({ faults: [{ on: 'findMail', answer: 'reset' }] });

  const answer = await find(graph.url);

  expect(answer.kind).toBe('noAnswer');
  expect(graph.requests().otherCount).toBe(1);
});

test.each([
  "<o'hara@contoso.example>",
  "<''or''1@contoso.example>",
  '<a+b&$top=1@contoso.example>',
  '<a#b?c/d=e%41@contoso.example>',
  '<%27%2B{|}~^`*!$@contoso.example>',
])('the mail with Message-ID %s is found, and by no part of it', async (odd) => {
  const graph = await simulator();
  await sendMime(graph, mail([`From: ${billing.mail}`, 'To: a@b.example', `Message-ID: ${odd}`]));

  expect(await find(graph.url, { messageId: odd })).toEqual({ kind: 'copy' });
  expect(await find(graph.url, { messageId: odd.slice(0, -3) })).toEqual({ kind: 'absent' });
  expect(
    await find(graph.url, { messageId: decodeURIComponent(odd).replace('+', ' ').slice(1) }),
  ).toEqual({ kind: 'absent' });
});

test('a mail is found behind a page full of older ones', async () => {
  const graph = await simulator();
  for (let old = 0; old < 120; old++) addExisting(graph, '2020-01-31T08:00:00Z');

  const without = await find(graph.url);
  await sendMime(graph);

  expect(without).toEqual({ kind: 'absent' });
  expect(await find(graph.url)).toEqual({ kind: 'copy' });
});

test('a draft on one page is a draft when the other pages show nothing', async () => {
  const graph = await simulator();
  addExisting(graph, new Date().toISOString(), true);
  for (let old = 0; old < 60; old++) addExisting(graph, '2020-01-31T08:00:00Z');

  expect(await find(graph.url)).toEqual({ kind: 'draft' });
});

test('more mails of one Message-ID than are read prove nothing', async () => {
  const graph = await simulator();
  for (let old = 0; old < 251; old++) addExisting(graph, '2020-01-31T08:00:00Z');

  const answer = await find(graph.url);

  expect(answer).toEqual({ kind: 'noAnswer', code: 'TooManyPages', retryAfterMs: undefined });
  expect(graph.requests().otherCount).toBe(5);
});
