import { request as httpRequest } from 'node:http';
import { expect, test } from 'vitest';
import { maxRequestBodyBytes } from '../../local/host/http/httpRequest.ts';
import { useHttpApp } from './support/httpApp.ts';

const { get, post, postChunked, url } = useHttpApp('http');

test('a function gets the body byte for byte', async () => {
  const bytes = Buffer.from('X: caf\xe9\r\n\r\n\x00\xff', 'latin1');

  const response = await post('/api/echo', bytes);

  expect(await response.json()).toMatchObject({ method: 'POST', body: bytes.toString('base64') });
});

test('a function gets address, query and headers', async () => {
  const response = await fetch(url('/api/echo?state=failed&empty='), {
    headers: { 'Idempotency-Key': 'order-1' },
  });

  expect(await response.json()).toMatchObject({
    url: url('/api/echo?state=failed&empty='),
    query: { state: 'failed', empty: '' },
    headers: { 'idempotency-key': 'order-1' },
  });
});

test('several values of one query name arrive as one, joined by a comma', async () => {
  const response = await get('/api/echo?state=failed&state=held');

  expect(await response.json()).toMatchObject({ query: { state: 'failed,held' } });
});

test('a body sent without Content-Length does not reach the function', async () => {
  const { status, text } = await postChunked('/api/echo', ['lost ', 'on the way']);

  expect(status).toBe(200);
  expect(JSON.parse(text)).toMatchObject({ body: '' });
});

test('a body above 100 MB is refused before it is read', async () => {
  const request = httpRequest(url('/api/echo'), {
    method: 'POST',
    headers: { 'content-length': maxRequestBodyBytes + 1 },
  });
  request.flushHeaders();

  const status = await new Promise((resolve) =>
    request.on('response', ({ statusCode }) => resolve(statusCode)),
  );
  request.on('error', () => {}).destroy();

  expect(status).toBe(413);
});
