import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { mail, sendMime, simulator } from './simulator.ts';

const main = join(import.meta.dirname, '../../local/graph/main.ts');

type Program = ChildProcessByStdio<null, Readable, Readable>;

function start(...args: string[]): Program {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function firstLine(child: Program): Promise<string> {
  let output = '';
  for await (const chunk of child.stdout) {
    output += String(chunk);
    if (output.includes('\n')) break;
  }
  return output;
}

test('the program prints its address as JSON, applies mailboxes and faults, and stops on SIGTERM', async () => {
  const child = start(
    '--port',
    '0',
    '--mailbox',
    'a@x.example',
    '--fault',
    'throttle:times=1',
    '--json',
  );
  const { url, port } = JSON.parse(await firstLine(child));
  const send = () =>
    fetch(`${url}/v1.0/users/a@x.example/sendMail`, {
      method: 'POST',
      body: mail(['From: a@x.example', 'To: b@x.example']).toString('base64'),
      headers: { 'Content-Type': 'text/plain' },
    });

  const statuses = [(await send()).status, (await send()).status];
  child.kill('SIGTERM');
  const [exitCode] = await once(child, 'exit');

  expect(url).toBe(`http://127.0.0.1:${port}`);
  expect(statuses).toEqual([429, 202]);
  expect(exitCode).toBe(0);
});

test('a slow answer that still waits does not hold up SIGTERM', async () => {
  const child = start('--port', '0', '--fault', 'slow:delay-ms=600000', '--json');
  const { url } = JSON.parse(await firstLine(child));
  const answer = fetch(`${url}/v1.0/users/sender@contoso.example/sendMail`, {
    method: 'POST',
    body: mail(['From: sender@contoso.example', 'To: b@x.example']).toString('base64'),
    headers: { 'Content-Type': 'text/plain' },
  }).catch(() => 'cut off');
  await vi.waitFor(async () => {
    const list = await (await fetch(`${url}/_control/messages`)).json();
    expect(list).toMatchObject({ messages: [{ subject: '' }] });
  });

  child.kill('SIGTERM');
  const [exitCode] = await once(child, 'exit');

  expect(exitCode).toBe(0);
  expect(await answer).toBe('cut off');
});

test('a mail that would be accepted later does not hold up SIGTERM', async () => {
  const child = start('--port', '0', '--fault', 'late-accept:accept-after-ms=600000', '--json');
  const { url } = JSON.parse(await firstLine(child));
  const answer = await fetch(`${url}/v1.0/users/sender@contoso.example/sendMail`, {
    method: 'POST',
    body: mail(['From: sender@contoso.example', 'To: b@x.example']).toString('base64'),
    headers: { 'Content-Type': 'text/plain' },
  });

  child.kill('SIGTERM');
  const [exitCode] = await once(child, 'exit');

  expect(answer.status).toBe(504);
  expect(exitCode).toBe(0);
});

test('how searches and the directory behave can be said on the command line', async () => {
  const child = start(
    '--port',
    '0',
    '--behaviour',
    'visible-after-ms=50,reading=forbidden,directory-reading=idsOnly,delta-replays=true',
    '--json',
  );
  const { url } = JSON.parse(await firstLine(child));

  const behaviour = await (await fetch(`${url}/_control/behaviour`)).json();

  expect(behaviour).toMatchObject({
    visibleAfterMs: 50,
    draftForMs: 0,
    reading: 'forbidden',
    directoryReading: 'idsOnly',
    deltaReplays: true,
  });
});

test('one flag sets every limit of Exchange; what is said beside it holds', async () => {
  const child = start(
    '--port',
    '0',
    '--exchange-limits',
    '--behaviour',
    'send-latency-ms=50,messages-per-minute=0,keep-mime=false',
    '--json',
  );
  const { url } = JSON.parse(await firstLine(child));

  const behaviour = await (await fetch(`${url}/_control/behaviour`)).json();

  expect(behaviour).toMatchObject({
    sendLatencyMs: 50,
    inFlightLimit: 4,
    messagesPerMinute: 0,
    recipientsPerDay: 10_000,
    uploadMbPer5Min: 150,
    keepMime: false,
  });
});

test('a group of a size can be asked for on the command line', async () => {
  const child = start('--port', '0', '--members', '30', '--json');
  const { url } = JSON.parse(await firstLine(child));

  const { value } = (await (await fetch(`${url}/v1.0/groups`)).json()) as {
    value: { id: string }[];
  };
  const members = await fetch(`${url}/v1.0/groups/${value[0]?.id}/members?$select=mail`);

  expect(value).toMatchObject([{ displayName: 'Mail senders', mailEnabled: true }]);
  expect(((await members.json()) as { value: object[] }).value).toHaveLength(30);
});

test('the help names every operation of the control API', async () => {
  const help = await text(start('--help').stdout);

  expect(help).toMatch(/PUT \/_control\/behaviour +sets it: /);
  expect(help).toMatch(/POST \/_control\/existing +puts one there: /);
  expect(help).toContain('GET /_control/messages/{id}/source');
});

test('without flags but a port it has one mailbox and says where to look', async () => {
  const child = start('--port', '0');

  const output = await firstLine(child);

  expect(output).toContain('Inbox        http://127.0.0.1:');
  expect(output).toContain('sender@contoso.example');
});

test.each([
  ['--prot', '1'],
  ['--port', 'eighty'],
  ['--port', '99999'],
  ['--mailbox', 'nobody'],
  ['--fault', 'explode'],
  ['--fault', 'throttle:mailbox=typo@x.example'],
  ['--behaviour', 'visible-after-ms=soon'],
  ['--behaviour', 'reading=sometimes'],
  ['--behaviour', 'speed=5'],
  ['--behaviour', 'in-flight-limit=-1'],
  ['--members', 'many'],
  ['--members', '0'],
  ['--fault', 'nothing:on=users'],
])('%s %s is a wrong command line: exit code 2 and a text that names it', async (flag, value) => {
  const child = start('--port', '0', flag, value);

  const [errors, [exitCode]] = await Promise.all([text(child.stderr), once(child, 'exit')]);

  expect(exitCode).toBe(2);
  expect(errors).toContain(value === '1' ? '--prot' : value.split('=').at(-1));
  expect(errors).toContain('--help');
});

test('a taken port is exit code 1 with a text', async () => {
  const graph = await simulator();

  const child = start('--port', String(graph.port));
  const [errors, [exitCode]] = await Promise.all([text(child.stderr), once(child, 'exit')]);

  expect(exitCode).toBe(1);
  expect(errors).toContain(`Port ${graph.port} on 127.0.0.1 is taken`);
  expect((await sendMime(graph)).status).toBe(202);
});
