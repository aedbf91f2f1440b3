import { gzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { answering, graphError, graphServer, send, sendTo } from './graphServer.ts';

test('an empty body: the status alone decides', async () => {
  expect(await sendTo(answering(429))).toMatchObject({ kind: 'waits', code: 'HTTP 429' });
  expect(await sendTo(answering(400))).toMatchObject({ kind: 'refused', code: 'HTTP 400' });
  expect(await sendTo(answering(503))).toEqual({ kind: 'unknown', code: 'HTTP 503' });
});

test.each([
  ['HTML of a gateway', '<html><body><h1>502 Bad Gateway</h1></body></html>'],
  ['broken JSON', '{"error":{"code":"ServiceUnavailable"'],
  ['JSON of another form', '{"code":"ServiceUnavailable"}'],
  ['JSON that is a list', '[{"error":{"code":"ServiceUnavailable"}}]'],
  ['JSON that is null', 'null'],
  ['an error that is a text', '{"error":"ServiceUnavailable"}'],
  ['an error that is null', '{"error":null}'],
  ['a code that is a number', '{"error":{"code":503}}'],
  ['a code that is a list', '{"error":{"code":["ServiceUnavailable"]}}'],
  ['bytes that are no UTF-8', Buffer.from([0xff, 0xfe, 0x00, 0x7b])],
])('%s names no code', async (_, body) => {
  expect(await sendTo(answering(503, body))).toEqual({ kind: 'unknown', code: 'HTTP 503' });
});

test('the most specific code decides, however deep it is nested', async () => {
  const body = graphError('ServiceUnavailable', {
    innerError: { code: 'Middle', innerError: { code: 'ErrorTimeoutExpired', date: 'today' } },
  });

  const answer = await sendTo(answering(503, body));

  expect(answer).toEqual({ kind: 'unknown', code: 'ErrorTimeoutExpired' });
});

test('a specific code of a failure in mid-work is not outvoted by a general one', async () => {
  const inner = { innerError: { code: 'UnknownError' } };

  const answer = await sendTo(answering(500, graphError('ErrorServerBusy', inner)));

  expect(answer).toEqual({ kind: 'unknown', code: 'UnknownError' });
});

test('the older spelling of the inner error is read too', async () => {
  const body = graphError('ErrorInternalServerError', { innererror: { code: 'ErrorServerBusy' } });

  expect(await sendTo(answering(500, body))).toMatchObject({ kind: 'waits' });
});

test('a specific code that nobody knows leaves the decision to the general one', async () => {
  const body = graphError('TooManyRequests', { innerError: { code: 'BrandNewCode' } });

  expect(await sendTo(answering(429, body))).toMatchObject({ kind: 'waits', code: 'BrandNewCode' });
});

test('a throttled mail waits although its inner error repeats the status as a code', async () => {
  const body = graphError('TooManyRequests', { innerError: { code: '429', status: '429' } });

  expect(await sendTo(answering(429, body))).toMatchObject({
    kind: 'waits',
    code: 'TooManyRequests',
  });
});

test('a byte order mark, or compression, hides no code', async () => {
  const body = graphError('ServiceUnavailable');
  const gzip = { 'Content-Encoding': 'gzip' };

  expect(await sendTo(answering(503, `\uFEFF${body}`))).toMatchObject({ kind: 'waits' });
  expect(await sendTo(answering(503, gzipSync(body), gzip))).toMatchObject({ kind: 'waits' });
});

test.each(['rita@fabrikam.example', 'two\nlines', 'x'.repeat(200), '<b>'])(
  'a code that is none of Graph (%j) comes into no record',
  async (code) => {
    const answer = await sendTo(answering(400, graphError(code)));

    expect(answer).toMatchObject({ kind: 'refused', code: 'HTTP 400' });
    expect(JSON.stringify(answer)).not.toContain(code);
  },
);

test('an error body that breaks off leaves the decision to the status', async () => {
  const answer = await sendTo((response) => {
    response.writeHead(503, { 'Content-Length': '1000' });
    response.write(graphError('ServiceUnavailable'), () => response.socket?.resetAndDestroy());
  });

  expect(answer).toEqual({ kind: 'unknown', code: 'HTTP 503' });
});

test('of an error body without end little is read, and its connection is given up', async () => {
  const chunk = Buffer.alloc(16_384, ' ');
  let writtenBytes = 0;
  const graph = await graphServer((response) => {
    response.writeHead(503);
    const more = () => {
      do writtenBytes += chunk.length;
      while (response.write(chunk));
    };
    response.on('drain', more);
    more();
  });

  const answer = await send(graph.url, { withinMs: 600_000 });

  expect(answer).toEqual({ kind: 'unknown', code: 'HTTP 503' });
  await vi.waitFor(() => expect(graph.connections().open).toBe(0));
  expect(writtenBytes).toBeLessThan(20_000_000); // what the sockets of both sides hold, and no more
});

test('an error body that trickles is given up at the deadline of the send', async () => {
  const graph = await graphServer((response) => {
    response.writeHead(429, { 'Retry-After': '7' });
    const trickle = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(trickle));
  });
  const startedAt = performance.now();

  const answer = await send(graph.url, { withinMs: 300 });

  expect(answer).toEqual({
    kind: 'waits',
    code: 'HTTP 429',
    retryAfterMs: 7000,
    throttled: true,
  });
  expect(performance.now() - startedAt).toBeLessThan(5000);
  await vi.waitFor(() => expect(graph.connections().open).toBe(0));
});
