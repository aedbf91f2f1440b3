import { gzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { postOnce } from '../../shared/graph/postOnce.ts';
import { answering, graphServer } from './graphServer.ts';

/** What is posted; `text` over a usual one. */
const post = (text = 'x') => ({ headers: { a: 'b' }, text, signal: undefined });

test.each(['', 'Grüße', 'x'.repeat(100_000)])(
  'a text arrives whole, with its length in bytes',
  async (text) => {
    const graph = await graphServer(answering(200));

    await postOnce(graph.url, post(text), () => undefined);

    expect(graph.received[0]?.body.toString()).toBe(text);
    expect(graph.received[0]?.headers).toMatchObject({
      a: 'b',
      'content-length': String(Buffer.byteLength(text)),
    });
  },
);

test('a text counts as written only once the connection stands, a kept one too', async () => {
  const graph = await graphServer(answering(200));
  const written: string[] = [];
  const postTo = (url: string, name: string) => postOnce(url, post(), () => written.push(name));

  await expect(postTo('https://graph.invalid', 'nowhere')).rejects.toThrow();
  for (const name of ['somewhere', 'again', 'and again']) await postTo(graph.url, name);

  expect(written).toEqual(['somewhere', 'again', 'and again']);
  expect(graph.connections().made).toBeLessThan(3);
});

test('nothing is posted after the deadline', async () => {
  const graph = await graphServer(answering(200));
  const late = { ...post(), signal: AbortSignal.abort(new Error('too late')) };

  await expect(postOnce(graph.url, late, () => undefined)).rejects.toThrow('too late');

  expect(graph.connections().made).toBe(0);
});

test('the deadline holds for reading the answer too', async () => {
  const graph = await graphServer((response) => response.writeHead(200).write('and so on'));
  const deadline = new AbortController();
  const answer = await postOnce(graph.url, { ...post(), signal: deadline.signal }, () => undefined);

  deadline.abort(new Error('too late'));

  await expect(answer.text()).rejects.toThrow();
  await vi.waitFor(() => expect(graph.connections().open).toBe(0));
});

test('answers may come compressed, and are read as they were meant', async () => {
  const graph = await graphServer(
    answering(200, gzipSync('{"value":1}'), { 'Content-Encoding': 'gzip' }),
  );

  const answer = await postOnce(graph.url, post(), () => undefined);

  expect(graph.received[0]?.headers['accept-encoding']).toBe('gzip');
  expect(await answer.json()).toEqual({ value: 1 });
});

test('an answer may take longer than an idle connection is kept', async () => {
  const graph = await graphServer((response) => {
    setTimeout(() => answering(202)(response), 5_000);
  });

  const answer = await postOnce(graph.url, post(), () => undefined);

  expect(answer.status).toBe(202);
  expect(graph.connections().open).toBe(1);
  await vi.waitFor(() => expect(graph.connections().open).toBe(0), 15_000);
});
