import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, test, vi } from 'vitest';
import { startLiveStack } from '../e2e/liveStack.ts';
import { mime } from '../support/messages.ts';

/** As it is built: what people run. */
const command = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'mailchute.mjs');
const folder = await mkdtemp(join(tmpdir(), 'mailchute-cli-'));
const file = join(folder, 'mail.eml');
beforeAll(() => writeFile(file, mime()));

/** Runs the command with these settings, in a folder without a stack. */
async function mailchute(args: readonly string[], env: NodeJS.ProcessEnv, input?: Buffer) {
  const child = spawn(process.execPath, [command, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...env },
  });
  child.stdin.end(input);
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { output, errors, code };
}

async function startStackFor() {
  const stack = await startLiveStack();
  const { settings } = stack.services;
  return { ...stack, run: (...args: string[]) => mailchute(args, settings), settings };
}

test('a mail is sent from a file and from standard input, and its status says what became of it', async () => {
  const { run, settings, ends } = await startStackFor();

  const fromFile = await run('send', file, '--id', 'from-file');
  const fromInput = await mailchute(['send', '-', '--json'], settings, mime());
  const { id } = JSON.parse(fromInput.output) as { id: string };
  await ends(['from-file', id]);
  const status = await run('status', 'from-file');
  const json = JSON.parse((await run('status', id, '--json')).output) as { state: string };

  expect(fromFile).toMatchObject({ code: 0, output: 'Enqueued as from-file\n' });
  expect(status.output).toMatch(/^state +sent$/m);
  expect(status.code).toBe(0);
  expect(json.state).toBe('sent');
});

test('failed mail is listed, shown without its recipients, and replayed once its cause is mended', async () => {
  const { run, graph, ends, ledger } = await startStackFor();
  graph.setFaults([{ on: 'sendMail', answer: 403, accept: false, times: 1 }]);
  await run('send', file, '--id', 'order-1', '--recipients', 'ann@fabrikam.example');
  await ends(['order-1']);

  const status = await run('status', 'order-1');
  const list = await run('failed', 'list');
  const show = await run('failed', 'show', 'order-1');
  const dry = await run('failed', 'replay', '--all', '--dry-run');
  const ordered = await run('failed', 'replay', '--reason', 'DeniedByGraph');
  await vi.waitFor(async () => {
    expect((await ledger.read('order-1'))?.row.state).toBe('sent');
  }, 20_000);

  expect(status).toMatchObject({ code: 1, output: expect.stringContaining('DeniedByGraph') });
  expect(list.output).toMatch(/failed +order-1 +DeniedByGraph/);
  expect(show.output).toContain('(not shown)');
  expect(show.output).not.toContain('ann@');
  expect(dry.output).toContain('order-1  would be sent (replay 1)');
  expect(ordered).toMatchObject({
    code: 0,
    output: 'order-1  ordered: it will be sent (replay 1)\n',
  });
  expect((await run('failed', 'list')).output).toBe('Nothing needs a person.\n');
});

test('an uncertain job is closed by a person: sent, sent again, or discarded', async () => {
  const { run, graph, ends, ledger } = await startStackFor();
  graph.setBehaviour({ reading: 'forbidden' });
  graph.setFaults([{ on: 'sendMail', answer: 504, accept: false, times: 3 }]);
  for (const id of ['one', 'two', 'three']) await run('send', file, '--id', id);
  await ends(['one', 'two', 'three']);

  const marked = await run('failed', 'resolve', 'one', 'sent');
  const again = await run('failed', 'resolve', 'two', 'send-again');
  const dropped = await run('failed', 'resolve', 'three', 'discard');
  await vi.waitFor(async () => {
    expect((await ledger.read('two'))?.row).toMatchObject({ state: 'sent', doubt: 'unproved' });
  }, 20_000);

  expect([marked.output, again.output, dropped.output]).toEqual([
    'The job is marked as sent.\n',
    'Will be sent again (replay 1).\n',
    'The job is discarded.\n',
  ]);
  expect((await run('failed', 'list')).output).toBe('Nothing needs a person.\n');
});

test.each([
  ['no command', [], 2, 'There is no command ""'],
  ['an unknown option', ['send', 'mail.eml', '--idd', '1'], 2, "Unknown option '--idd'"],
  ['a missing file', ['send', 'nowhere.eml'], 2, 'nowhere.eml'],
  ['an id that reads as a number', ['send', 'mail.eml', '--id', '12345'], 1, 'JobIdInvalid'],
  [
    'a wrong priority',
    ['send', 'mail.eml', '--priority', 'urgent'],
    2,
    'Allowed: high, normal, bulk',
  ],
  ['half a replay', ['failed', 'replay'], 2, '--all, or --reason'],
  ['a resolution that is none', ['failed', 'resolve', 'a', 'b'], 2, 'send-again'],
])('%s is told, with the exit code for it', async (_, args, code, said) => {
  // Nothing listens there: what is wrong must be told before anything is asked.
  const settings = {
    ServiceBus:
      'Endpoint=sb://localhost:9;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true',
    Storage: 'UseDevelopmentStorage=true',
  };

  const result = await mailchute(args, settings);

  expect(result.errors).toContain(said);
  expect(result.code).toBe(code);
});

test('without settings and without a local stack, what to do is said', async () => {
  const { errors, code } = await mailchute(['status', 'a'], {});

  expect(code).toBe(2);
  expect(errors).toContain('npm start');
});

test('a service that does not answer is told as such, without a key in the text', async () => {
  const { errors, code } = await mailchute(['status', 'a'], {
    ServiceBus: 'Endpoint=sb://localhost:9;SharedAccessKeyName=a;SharedAccessKey=secretkey',
    Storage:
      'DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=c2VjcmV0;TableEndpoint=http://127.0.0.1:9/devstoreaccount1;BlobEndpoint=http://127.0.0.1:9/devstoreaccount1',
  });

  expect(code).toBe(3);
  expect(errors).toContain('did not answer');
  expect(errors).not.toMatch(/secretkey|c2VjcmV0/);
});
