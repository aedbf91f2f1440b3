import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { portOrAny } from '../../local/stack/freePort.ts';
import { mime } from '../support/messages.ts';

const root = join(import.meta.dirname, '..', '..');

/** `npm start -- ...` without npm around it. */
async function start(...args: string[]) {
  const child = spawn(process.execPath, ['local/start.ts', ...args], { cwd: root });
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { output, errors, code };
}

async function folderWith(files: Readonly<Record<string, Buffer>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mailchute-'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

test('npm start --once sends the samples, says what became of each, and ends with 0', async () => {
  const { output, code } = await start('--once');

  expect(code).toBe(0);
  expect(output).toMatch(/sent +01-plain-text\.eml +support@contoso\.example to 1 recipient/);
  expect(output).toMatch(/failed +14-refused-two-from-addresses\.eml +FromSeveral/);
  expect(output).toContain('13 of 15 sent');
});

test('a taken port moves to a free one, and the table says so', async () => {
  const taken = createServer();
  onTestFinished(() => void taken.close());
  taken.on('error', () => {}); // somebody else has it: taken all the same
  taken.listen(8025, '127.0.0.1');
  await vi.waitFor(async () => expect(await portOrAny(8025)).toBe(0));

  const { output, code } = await start('--once');

  expect(code).toBe(0);
  expect(output).toMatch(/Inbox page +http:\/\/127\.0\.0\.1:(?!8025)\d+/);
});

test('own messages are sent from mailboxes made for them; one that is refused makes the exit code 1', async () => {
  const folder = await folderWith({
    'good.eml': mime({ From: 'me@own.example' }),
    'bad.eml': Buffer.from('no mail'),
  });

  const { output, code } = await start('--once', folder);

  expect(code).toBe(1);
  expect(output).toMatch(/Mailboxes made +me@own\.example/);
  expect(output).toMatch(/sent +good\.eml/);
  expect(output).toMatch(/failed +bad\.eml +MimeNoHeaderEnd/);
});

test.each([
  ['a file that is not there', ['nowhere.eml'], 'Cannot read nowhere.eml'],
  ['an unknown option', ['--ones'], "'--ones'"],
])('%s is told with the usage, exit code 2', async (_, args, said) => {
  const { errors, code } = await start('--once', ...args);

  expect(code).toBe(2);
  expect(errors).toContain(said);
  expect(errors).toContain('npm start -- --once');
});

test('Ctrl-C stops everything that was started', async () => {
  const child = spawn(process.execPath, ['local/start.ts'], { cwd: root, detached: true });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  await vi.waitFor(() => expect(output).toContain('Ctrl-C stops everything'), 60_000);
  const inbox = /Inbox page +(http:\S+)/.exec(output)?.[1] ?? '';
  expect((await fetch(inbox)).status).toBe(200);

  process.kill(-(child.pid ?? 0), 'SIGINT'); // as a terminal does: to the whole group
  const [code] = (await once(child, 'close')) as [number];

  expect(code).toBe(0);
  await expect(fetch(inbox)).rejects.toThrow();
});
