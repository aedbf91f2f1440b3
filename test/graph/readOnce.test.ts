import { expect, test } from 'vitest';
import { readOnce } from '../../shared/graph/readOnce.ts';
import { answering, graphServer } from './graphServer.ts';

test.each(['', 'Grüße', 'x'.repeat(100_000)])(
  'a text body arrives whole, with its length in bytes',
  async (text) => {
    const graph = await graphServer(answering(200));
    const request = readOnce({ method: 'POST', body: text, headers: { a: 'b' } }, () => undefined);

    await fetch(graph.url, request);

    expect(graph.received[0]?.body.toString()).toBe(text);
    expect(graph.received[0]?.headers).toMatchObject({
      a: 'b',
      'content-length': String(Buffer.byteLength(text)),
    });
  },
);

test('a body counts as read only once the connection stands', async () => {
  const graph = await graphServer(answering(200));
  const reads: string[] = [];
  const bodyTo = (name: string) => readOnce({ method: 'POST', body: 'x' }, () => reads.push(name));

  await expect(fetch('https://graph.invalid', bodyTo('nowhere'))).rejects.toThrow();
  await fetch(graph.url, bodyTo('somewhere'));

  expect(reads).toEqual(['somewhere']);
});

test('a request without a text body counts as written from the start', () => {
  let read = false;

  const request = readOnce({ method: 'GET' }, () => {
    read = true;
  });

  expect(request).toEqual({ method: 'GET' });
  expect(read).toBe(true);
});
