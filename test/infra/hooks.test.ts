import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type WaitClock, waitTimes, waitUntilIdle } from '../../infra/hooks/waitUntilIdle.ts';

const repository = join(import.meta.dirname, '../..');
const queue = {
  AZURE_RESOURCE_GROUP: 'rg-mailchute-test',
  SERVICE_BUS_NAMESPACE: 'sbns-mailchute-test',
  MAIL_QUEUE: 'mail',
};
/** Stands where az and azd stand: writes down how it was called; asked for a count, the queue is empty. */
const fakeCli = `#!${process.execPath}
require('node:fs').appendFileSync(process.env.CALLS, require('node:path').basename(process.argv[1]) + ' ' + process.argv.slice(2).join(' ') + '\\n');
console.log('0');
`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailchute-hooks-'));
  for (const name of ['az', 'azd']) {
    await writeFile(join(folder, name), fakeCli);
    await chmod(join(folder, name), 0o755);
  }
});

afterAll(() => rm(folder, { recursive: true }));

async function runHook(name: string, env: NodeJS.ProcessEnv) {
  const calls = join(folder, `${name}.calls`);
  await writeFile(calls, '');
  const path = `${folder}${delimiter}${process.env['PATH']}`;
  const { failed, output } = await new Promise<{ failed: boolean; output: string }>((done) => {
    const options = { cwd: repository, env: { PATH: path, CALLS: calls, ...env } };
    execFile(
      process.execPath,
      [join('infra/hooks', `${name}.ts`)],
      options,
      (error, stdout, stderr) => {
        done({ failed: error !== null, output: stdout + stderr });
      },
    );
  });
  return { failed, output, calls: (await readFile(calls, 'utf8')).trim().split('\n') };
}

test('before a deployment the queue stops giving out mails, and an empty one is not waited for', async () => {
  const { failed, calls, output } = await runHook('pauseQueue', queue);

  const where =
    '--resource-group rg-mailchute-test --namespace-name sbns-mailchute-test --name mail';
  expect(failed).toBe(false);
  expect(calls).toEqual([
    `az servicebus queue update ${where} --status ReceiveDisabled --output tsv`,
    `az servicebus queue show ${where} --query countDetails.activeMessageCount --output tsv`,
  ]);
  expect(output).toContain('node infra/hooks/resumeQueue.ts');
});

test('after a deployment the queue is open again', async () => {
  const { calls } = await runHook('resumeQueue', queue);

  expect(calls).toEqual([expect.stringContaining('--status Active')]);
});

test('azd is told before the queue is paused, so that provisioning does not open it again', async () => {
  const { calls } = await runHook('pauseQueue', { ...queue, AZURE_ENV_NAME: 'test' });

  expect(calls[0]).toBe('azd env set MAILCHUTE_QUEUE_STATUS ReceiveDisabled');
});

test('before the first deployment there is nothing to pause', async () => {
  expect(await runHook('pauseQueue', {})).toMatchObject({ failed: false, calls: [''] });
});

test('a queue that is named by half stops the deployment: somebody believes that it is paused', async () => {
  const { failed, output } = await runHook('pauseQueue', { AZURE_RESOURCE_GROUP: 'rg' });

  expect(failed).toBe(true);
  expect(output).toContain('Not set: SERVICE_BUS_NAMESPACE, MAIL_QUEUE.');
});

function fakeClock(): WaitClock {
  let nowMs = 0;
  return {
    now: () => nowMs,
    sleep: async (ms) => {
      nowMs += ms;
    },
  };
}

test('with a backlog the wait ends when the longest run must have ended', async () => {
  const clock = fakeClock();

  await waitUntilIdle(async () => 12, clock);

  expect(clock.now()).toBe(waitTimes.longestRunMs);
});

test('the wait ends as soon as the last mail is done', async () => {
  const counts = [2, 1, 0];
  const clock = fakeClock();

  await waitUntilIdle(async () => counts.shift() ?? 0, clock);

  expect(clock.now()).toBe(2 * waitTimes.pauseMs);
});

test('the wait is as long as the lock of a message, which outlasts every run', () => {
  const queues = readFileSync(join(repository, 'local/servicebus/queues.json'), 'utf8');

  expect(waitTimes.longestRunMs).toBeGreaterThanOrEqual(JSON.parse(queues).mail.lockDurationMs);
});

test('azure.yaml pauses before and resumes after whatever restarts the app', () => {
  const yaml = readFileSync(join(repository, 'azure.yaml'), 'utf8');
  const hooks = [...yaml.matchAll(/^ {2}((?:pre|post)\w+):\n {4}posix: ([&*]\w+)/gm)];

  expect(hooks.map(([, hook, how]) => [hook, how?.slice(1)])).toEqual([
    ['preprovision', 'pause'],
    ['postprovision', 'resume'],
    ['predeploy', 'pause'],
    ['postdeploy', 'resume'],
  ]);
});
