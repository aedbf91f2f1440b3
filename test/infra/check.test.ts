import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const script = join(import.meta.dirname, '../../infra/check.ts');

/** Runs infra/check.ts on a machine that has only this program, as JavaScript, or none. */
async function check(program?: { name: string; source: string }, env: NodeJS.ProcessEnv = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'mailchute-check-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  if (program) {
    await writeFile(join(folder, program.name), `#!${process.execPath}\n${program.source}`);
    await chmod(join(folder, program.name), 0o755);
  }
  return new Promise<{ failed: boolean; output: string }>((done) => {
    execFile(process.execPath, [script], { env: { PATH: folder, ...env } }, (error, stdout) => {
      done({ failed: error !== null, output: stdout });
    });
  });
}

test('without a compiler the check says that it did not compile', async () => {
  expect(await check()).toEqual({
    failed: false,
    output: expect.stringMatching(/NOT compiled.*\n.*NOT checked/),
  });
});

test('a compiler on the PATH compiles the files and the parameters', async () => {
  const { failed, output } = await check({ name: 'bicep', source: '' });

  expect(failed).toBe(false);
  expect(output).toContain('bicep build main.bicep: clean');
  expect(output).toContain('bicep build-params main.bicepparam: clean');
});

test('the compiler of the Azure CLI does as well', async () => {
  const source = "if (process.argv[2] !== 'bicep') process.exit(2);";

  expect((await check({ name: 'az', source })).output).toContain(
    'az bicep build main.bicep: clean',
  );
});

test('a warning of the compiler is an error', async () => {
  const source = "console.error('main.bicep(1,1) : Warning no-unused-params: unused');";

  expect(await check({ name: 'bicep', source })).toMatchObject({
    failed: true,
    output: expect.stringContaining('no-unused-params'),
  });
});

test('the checker that MAILCHUTE_BICEP_CHECK names decides too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mailchute-checker-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const checker = join(folder, 'check.mjs');
  await writeFile(checker, "console.log('Error BCP057'); process.exitCode = 1;");

  expect(await check(undefined, { MAILCHUTE_BICEP_CHECK: checker })).toMatchObject({
    failed: true,
    output: expect.stringContaining('BCP057'),
  });
});
