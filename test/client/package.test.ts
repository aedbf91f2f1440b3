import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { compiler } from '../../build.ts';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '..', '..');
const client = join(repository, 'clients', 'node');

/** A project that has installed what the package would publish, and nothing else of ours. */
let project: string;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'mailchute-client-'));
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json'], {
    cwd: client,
    shell: process.platform === 'win32', // npm is a batch file there
  });
  const [pack] = JSON.parse(stdout) as [{ files: { path: string }[] }];
  const installed = join(project, 'node_modules', '@mailchute', 'client');
  for (const { path } of pack.files) {
    await mkdir(dirname(join(installed, path)), { recursive: true });
    await cp(join(client, path), join(installed, path));
  }
  for (const dependency of ['@azure', '@types']) {
    await symlink(
      join(repository, 'node_modules', dependency),
      join(project, 'node_modules', dependency),
      'junction',
    );
  }
});

/** What the TypeScript compiler says of a producer's file; empty: nothing. */
async function faultsOf(name: string, source: string): Promise<string> {
  await writeFile(join(project, name), source);
  const options = ['--strict', '--noEmit', '--module', 'nodenext', '--types', 'node'];
  return run(process.execPath, [compiler, ...options, name], { cwd: project }).then(
    ({ stdout }) => stdout,
    (failed: { stdout: string }) => failed.stdout,
  );
}

const producer = (priority: string) => `
  import { MailQueue, type SendOptions } from '@mailchute/client';
  const queue = new MailQueue({ namespace: 'contoso.servicebus.windows.net' });
  const options: SendOptions = { id: 'order-4711', priority: '${priority}' };
  export const sent: Promise<{ readonly id: string }> = queue.send('From: a@b.example', options);
`;

test('a producer in TypeScript is told of its mistakes by the published package', async () => {
  expect(await faultsOf('right.mts', producer('high'))).toBe('');
  expect(await faultsOf('wrong.mts', producer('urgent'))).toContain('TS2322');
});

test('the published package runs by itself', async () => {
  const program = "import { MailQueue } from '@mailchute/client'; console.log(typeof MailQueue);";
  await writeFile(join(project, 'run.mjs'), program);

  const { stdout } = await run(process.execPath, ['run.mjs'], { cwd: project });

  expect(stdout.trim()).toBe('function');
});
