import { expect, test } from 'vitest';
import { useHttpApp } from './support/httpApp.ts';

const { get, url, postChunked, host } = useHttpApp('httpStream');

test('an app that streams HTTP gets a body without Content-Length', async () => {
  const { status, text } = await postChunked('/api/echo/mail-1', ['here ', 'it ', 'is']);

  expect(status).toBe(200);
  expect(text).toBe('here it is');
});

test('route parameters and headers reach a streaming app, its headers the caller', async () => {
  const response = await fetch(url('/api/echo/mail-1'), {
    method: 'POST',
    headers: { 'x-caller': 'billing' },
    body: 'x',
  });

  expect(response.headers.get('x-id')).toBe('mail-1');
  expect(response.headers.get('x-caller')).toBe('billing');
  expect(response.headers.has('x-ms-invocation-id')).toBe(false);
});

test('a streamed answer arrives piece by piece', async () => {
  const response = await get('/api/drops');
  const reader = response.body?.getReader();

  const first = await reader?.read();

  expect(Buffer.from(first?.value ?? []).toString()).toBe('first ');
  const second = await reader?.read();
  expect(Buffer.from(second?.value ?? []).toString()).toBe('second');
});

test('a streaming function that throws answers 500', async () => {
  const { status } = await postChunked('/api/failing', ['x']);

  expect(status).toBe(500);
  await host().linesAfter('Function failing failed');
});
