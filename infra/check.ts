// Checks the Bicep files: with Microsoft's compiler when it is on the PATH, and with the checker that
// MAILCHUTE_BICEP_CHECK names (the path of its check.mjs). Says what it did not do. Warnings count as errors.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const infra = import.meta.dirname;
/** main.bicepparam has no default for it; any value compiles. */
const env = { MAILCHUTE_SENDER_GROUP: '00000000-0000-0000-0000-000000000000', ...process.env };

/** How the compiler is called. The one of the Azure CLI takes its file by an option. */
interface Compiler {
  readonly name: string;
  readonly command: readonly string[];
  readonly fileOption: readonly string[];
}

const compilers: readonly Compiler[] = [
  { name: 'bicep', command: ['bicep'], fileOption: [] },
  { name: 'az bicep', command: ['az', 'bicep'], fileOption: ['--file'] },
];

const clean = [compile(), check()];
process.exitCode = clean.every(Boolean) ? 0 : 1;

function compile(): boolean {
  const compiler = compilers.find(
    ({ command }) => run([...command, versionOf(command)]).status === 0,
  );
  if (!compiler) {
    console.log(
      'NOT compiled: neither bicep nor az bicep is on the PATH. A GitHub workflow does it.',
    );
    return true;
  }
  const { name, command, fileOption } = compiler;
  const results = [
    ['build', 'main.bicep'],
    ['build-params', 'main.bicepparam'],
  ].map(([verb = '', file = '']) => {
    const { status, stderr } = run([
      ...command,
      verb,
      ...fileOption,
      join(infra, file),
      '--stdout',
    ]);
    console.log(`${name} ${verb} ${file}: ${stderr.trim() || 'clean'}`);
    return status === 0 && !/\b(?:Warning|Error)\b/.test(stderr);
  });
  return results.every(Boolean);
}

function check(): boolean {
  const checker = process.env['MAILCHUTE_BICEP_CHECK'];
  if (!checker) {
    console.log('NOT checked without a compiler: MAILCHUTE_BICEP_CHECK names no checker.');
    return true;
  }
  const { status, stdout, stderr } = run([process.execPath, checker, '--warnaserror', infra]);
  console.log(`${stdout}${stderr}`.trim());
  return status === 0;
}

function versionOf([, sub]: readonly string[]): string {
  return sub === undefined ? '--version' : 'version';
}

function run([command = '', ...args]: readonly string[]) {
  // az is a .cmd file on Windows, which only a shell starts.
  const shell = process.platform === 'win32' && command === 'az';
  return spawnSync(command, args, { encoding: 'utf8', env, shell });
}
