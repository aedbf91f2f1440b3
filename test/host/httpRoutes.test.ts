import { expect, test } from 'vitest';
import { useHttpApp } from './support/httpApp.ts';

const { host, get, post } = useHttpApp('http');

test('a function without a route is found by its name, below the prefix of host.json', async () => {
  const response = await get('/api/echo');

  expect(response.status).toBe(200);
  expect((await get('/echo')).status).toBe(404);
});

test('a route gives its parameters, decoded, whatever the case of its text', async () => {
  const response = await get('/API/Mail/order%2D1%20a');

  expect(await response.json()).toMatchObject({ params: { id: 'order-1 a' } });
});

test('a literal segment wins over a parameter', async () => {
  const response = await get('/api/mail/health');

  expect(await response.text()).toBe('fine');
});

test('a catch-all takes the rest of the path, an optional parameter may be missing', async () => {
  expect(await (await get('/api/files/a/b/c.eml')).json()).toMatchObject({
    params: { path: 'a/b/c.eml' },
  });
  expect(await (await get('/api/list')).json()).toMatchObject({ params: {} });
  expect(await (await get('/api/list/failed')).json()).toMatchObject({
    params: { state: 'failed' },
  });
});

test('an unknown path is 404 with an empty body', async () => {
  const response = await get('/api/nowhere');

  expect(response.status).toBe(404);
  expect(await response.text()).toBe('');
});

test('another method on a known route is 404, not 405, and so is HEAD', async () => {
  const wrongMethod = await get('/api/mail');
  const head = await fetch(`http://127.0.0.1:${host().port}/api/mail/health`, { method: 'HEAD' });

  expect(wrongMethod.status).toBe(404);
  expect(head.status).toBe(404);
});

test('no key is asked for, whatever the authLevel', async () => {
  const response = await post('/api/echo', 'x');

  expect(response.status).toBe(200);
});

test('a route constraint is refused instead of being ignored', () => {
  expect(host().refused).toEqual([
    { name: 'constrained', reason: expect.stringContaining('segment "{id:int}"') },
  ]);
});

test('the functions are listed with methods and routes', () => {
  const summaries = host().functions.map(({ waitsFor }) => waitsFor);

  expect(summaries).toContain('GET,POST /api/echo');
  expect(summaries).toContain('GET /api/mail/{id}');
});
