import { expect, test } from 'vitest';
import { useHttpApp } from './support/httpApp.ts';

const { get, host } = useHttpApp('hooks');

test('the appStart hook runs after the entry files, before any function', () => {
  expect(host().lines.slice(0, 2)).toEqual(['entry file loaded', 'hook appStart']);
});

test('a preInvocation hook may replace the handler', async () => {
  const response = await get('/api/replaced');

  expect(await response.text()).toBe('replaced handler');
});

test('a postInvocation hook sees what preInvocation left, and may turn a failure into a result', async () => {
  const response = await get('/api/rescued');

  expect(await response.text()).toBe('rescued');
  await host().linesAfter('hook postInvocation, data from preInvocation');
});

test('what the app logs comes as plain lines, through its log hooks, from information up', async () => {
  await get('/api/logs');

  await host().linesAfter('line with a ***');
  await host().linesAfter('line from console');
  await host().linesAfter('line at information');
  expect(host().lines).not.toContain('line at debug');
});

test('logging after the end of a function is warned of by the library', async () => {
  await get('/api/logs');

  await host().linesAfter('line after the end');
  await host().linesAfter("Warning: Unexpected call to 'log' on the context object after");
});

test('no function can be registered after the start', async () => {
  const response = await get('/api/registers');

  expect(response.status).toBe(500);
  expect(await host().linesAfter('Function registers failed')).toEqual([
    expect.stringContaining('only be registered during app startup'),
  ]);
});

test('a failure is told with its stack and causes, but not with what else the error carries', async () => {
  await get('/api/fails');

  const [failure] = await host().linesAfter('Function fails failed');
  expect(failure).toContain('Error: outer');
  await host().linesAfter('Caused by: Error: inner');
  expect(host().lines.join('\n')).not.toContain('hush');
});
