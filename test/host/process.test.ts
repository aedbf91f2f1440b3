import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test, vi } from 'vitest';
import { fixtureRoot } from './support/fixtureHost.ts';

const mainFile = new URL('../../local/host/main.ts', import.meta.url).pathname;
const hostProcessFile = new URL('../../local/host/hostProcess.ts', import.meta.url).href;

/** Runs node with these arguments; its lines are collected. */
function run(...args: string[]) {
  const child = spawn(process.execPath, args, { env: {}, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines: string[] = [];
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => lines.push(line));
  }
  return { child, lines, closed: once(child, 'close') };
}

test('the command line tells people where the functions listen, and Ctrl-C stops it', async () => {
  const { child, lines, closed } = run(mainFile, '--root', fixtureRoot('http'), '--port', '0');
  await vi.waitFor(
    () => expect(lines.at(-1)).toMatch(/^Functions host listening at http:\/\/127\.0\.0\.1:\d+$/),
    { timeout: 10_000 },
  );

  child.kill('SIGINT');

  expect(await closed).toEqual([0, null]);
  expect(lines).toContain('Function mail: POST /api/mail');
});

test('with --json every event of the host is one line of JSON', async () => {
  const { child, lines, closed } = run(
    mainFile,
    '--root',
    fixtureRoot('http'),
    '--port',
    '0',
    '--json',
  );
  const event = (name: string) =>
    vi.waitFor(
      () => {
        const found = lines.find((line) => line.startsWith(`{"event":"${name}"`));
        if (!found) throw new Error(`No event "${name}" in:\n${lines.join('\n')}`);
        return JSON.parse(found) as Record<string, unknown>;
      },
      { timeout: 10_000 },
    );
  const { port } = await event('ready');
  await fetch(`http://127.0.0.1:${port}/api/nothing`);
  const invoked = await event('invoked');
  child.kill('SIGTERM');
  await closed;

  expect(invoked).toMatchObject({ function: 'nothing', outcome: 'succeeded' });
  expect(lines.slice(-2)).toEqual(['{"event":"stopping"}', '{"event":"stopped"}']);
});

test.each([
  [['--port', '70710'], '--port is "70710". Allowed: 0 to 65535'],
  [['--verbose'], 'Usage: node local/host/main.ts'],
  [['--settings', 'no-such-file.json'], 'Could not read the settings file'],
])('wrong arguments (%s) end it with a clear text', async (args, says) => {
  const { lines, closed } = run(mainFile, '--root', fixtureRoot('http'), ...args);

  expect(await closed).toEqual([1, null]);
  expect(lines.join('\n')).toContain(says);
});

test('a host whose parent was killed stops by itself', async () => {
  const script = `
    const { startHost } = await import(${JSON.stringify(hostProcessFile)});
    const host = await startHost({ root: ${JSON.stringify(fixtureRoot('http'))}, env: {}, port: 0 });
    console.log(host.pid);`;
  const { child, lines } = run('--input-type=module', '--eval', script);
  const pid = await vi.waitFor(() => Number(expectLine(lines)), { timeout: 10_000 });

  child.kill('SIGKILL');

  await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 10_000 });
});

function expectLine([line]: string[]): string {
  if (line === undefined) throw new Error('nothing was written yet');
  return line;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
