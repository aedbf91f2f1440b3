import { expect, test, vi } from 'vitest';
import { answering, graphError, graphServer, send } from './graphServer.ts';

// Whoever repeats a request does it inside the send that is awaited, so what was counted by then counts.

test('a mail is posted once, whatever status Graph answers', async () => {
  let status = 0;
  const graph = await graphServer((response) => answering(status)(response));
  const repeated: number[] = [];

  for (status = 200; status < 600; status++) {
    const before = graph.begun();
    await send(graph.url);
    if (graph.begun() !== before + 1) repeated.push(status);
  }

  expect(repeated).toEqual([]);
});

test.each([429, 503, 504])(
  'a mail is not posted again after %i with Retry-After',
  async (status) => {
    const graph = await graphServer(answering(status, '', { 'Retry-After': '0' }));

    await send(graph.url);

    expect(graph.begun()).toBe(1);
  },
);

test('a mail is not posted again when the connection breaks before the answer', async () => {
  const graph = await graphServer((response) => response.socket?.resetAndDestroy());

  const answer = await send(graph.url);

  expect(answer.kind).toBe('unknown');
  expect(graph.begun()).toBe(1);
});

test('a mail is not posted again when a kept connection turns out to be broken', async () => {
  let mails = 0;
  const graph = await graphServer((response) => {
    if (++mails === 1) answering(202)(response);
    else response.socket?.resetAndDestroy();
  });

  await send(graph.url);
  const second = await send(graph.url);

  expect(second).toEqual({ kind: 'unknown', code: expect.any(String) });
  expect(graph.begun()).toBe(2);
});

test('a mail that is never answered is given up at the deadline, and not posted again', async () => {
  const graph = await graphServer(() => undefined);

  const answer = await send(graph.url, { withinMs: 200 });

  expect(answer).toEqual({ kind: 'unknown', code: 'TimeoutError' });
  expect(graph.begun()).toBe(1);
  await vi.waitFor(() => expect(graph.connections().open).toBe(0));
  expect(graph.begun()).toBe(1);
});

test.each([301, 302, 303, 307, 308])(
  'no mail and no token follow a redirect (%i) to another host',
  async (status) => {
    const elsewhere = await graphServer(answering(202));
    const graph = await graphServer(answering(status, '', { Location: `${elsewhere.url}/take` }));

    const answer = await send(graph.url);

    expect(answer).toEqual({ kind: 'unknown', code: `HTTP ${status}` });
    expect(elsewhere.connections().made).toBe(0);
    expect(graph.begun()).toBe(1);
  },
);

test('a failing mail leaves nothing behind in the client for the next one', async () => {
  let first = true;
  const graph = await graphServer((response) => {
    answering(first ? 503 : 202, first ? graphError('ServiceUnavailable') : '')(response);
    first = false;
  });

  const answers = [await send(graph.url), await send(graph.url)];

  expect(answers.map(({ kind }) => kind)).toEqual(['waits', 'sent']);
  expect(graph.begun()).toBe(2);
});
