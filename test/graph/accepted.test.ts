import { expect, test, vi } from 'vitest';
import { concludeAnswer } from '../../shared/graph/conclude.ts';
import { answering, graphServer, send, sendTo } from './graphServer.ts';

test('202 is sent, and the request keeps the id that Graph gave it', async () => {
  const answer = await sendTo(answering(202, '', { 'request-id': 'graph-1' }));

  expect(answer).toEqual({ kind: 'sent', requestId: 'graph-1' });
});

test('202 without an id of the request is sent', async () => {
  const answer = await sendTo(answering(202));

  expect(answer).toEqual({ kind: 'sent', requestId: undefined });
});

test('202 with Retry-After is sent: waiting and sending again would send twice', async () => {
  const answer = await sendTo(answering(202, '', { 'Retry-After': '120' }));

  expect(answer.kind).toBe('sent');
});

test('202 with an error in its body is sent', async () => {
  const answer = await sendTo(answering(202, '{"error":{"code":"ErrorInvalidRecipients"}}'));

  expect(answer.kind).toBe('sent');
});

test('202 whose body breaks off is sent', async () => {
  const answer = await sendTo((response) => {
    response.writeHead(202, { 'Content-Length': '1000' });
    response.write('a few bytes', () => response.socket?.resetAndDestroy());
  });

  expect(answer.kind).toBe('sent');
});

test('202 whose body had broken off before it was looked at is sent', async () => {
  const broken = new ReadableStream({ start: (body) => body.error(new Error('terminated')) });

  const answer = await concludeAnswer(new Response(broken, { status: 202 }));

  expect(answer.kind).toBe('sent');
});

test('202 whose body never ends is sent at once and its connection is given up', async () => {
  const graph = await graphServer((response) => {
    response.writeHead(202).write('and so on');
  });

  const answer = await send(graph.url, { withinMs: 600_000 });

  expect(answer.kind).toBe('sent');
  await vi.waitFor(() => expect(graph.connections().open).toBe(0));
});

test.each([200, 201, 203, 204, 205, 206, 207, 226, 300, 304, 399])(
  '%i is not sent and not refused: nothing is proved',
  async (status) => {
    const answer = await sendTo(answering(status, '', { 'Retry-After': '1' }));

    expect(answer).toEqual({ kind: 'unknown', code: `HTTP ${status}` });
  },
);
