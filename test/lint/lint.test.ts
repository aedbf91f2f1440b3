import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';

const repository = join(import.meta.dirname, '..', '..');
const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');

const importOf = (what: string) => `import { x } from '${what}';\nexport const y = x;\n`;
const floating =
  'async function send(): Promise<void> {}\nexport function deliver(): void {\n  send();\n}\n';

/** Files that break a line of the house, each with the rule that must bite. */
const forbidden: readonly [claim: string, file: string, content: string, rule: string][] = [
  ['a promise that nobody awaits', 'shared/delivery/floating.ts', floating, 'noFloatingPromises'],
  [
    'the Functions library in shared',
    'shared/delivery/functions.ts',
    importOf('@azure/functions'),
    'noRestrictedImports',
  ],
  [
    'the Functions library in an adapter',
    'shared/queue/functions.ts',
    importOf('@azure/functions'),
    'noRestrictedImports',
  ],
  [
    'types of the Functions library in shared',
    'shared/job/types.ts',
    "export type { InvocationContext } from '@azure/functions';\n",
    'noRestrictedImports',
  ],
  [
    'the Service Bus client in a use case',
    'shared/delivery/serviceBus.ts',
    importOf('@azure/service-bus'),
    'noRestrictedImports',
  ],
  [
    'the Blob client in a use case',
    'shared/failed/blobs.ts',
    importOf('@azure/storage-blob'),
    'noRestrictedImports',
  ],
  [
    'the Table client in a use case',
    'shared/delivery/tables.ts',
    importOf('@azure/data-tables'),
    'noRestrictedImports',
  ],
  [
    'the Graph client in the job contract',
    'shared/job/graph.ts',
    importOf('@microsoft/microsoft-graph-client'),
    'noRestrictedImports',
  ],
  [
    'credentials in the mail log',
    'shared/maillog/identity.ts',
    importOf('@azure/identity'),
    'noRestrictedImports',
  ],
  [
    'the environment in shared',
    'shared/delivery/env.ts',
    "export const level = process.env['LEVEL'];\n",
    'noProcessEnv',
  ],
  [
    'the environment by another way',
    'shared/ledger/env.ts',
    "import { env } from 'node:process';\nexport const level = env['LEVEL'];\n",
    'noProcessEnv',
  ],
  [
    'the console in shared',
    'shared/delivery/console.ts',
    "export const tell = () => console.log('x');\n",
    'noConsole',
  ],
  [
    'functions in shared',
    'shared/delivery/up.ts',
    importOf('../../functions/binding.ts'),
    'noRestrictedImports',
  ],
  [
    'the local stack in shared',
    'shared/queue/up.ts',
    importOf('../../local/stack/stack.ts'),
    'noRestrictedImports',
  ],
  [
    'the clients in shared',
    'shared/bodies/up.ts',
    importOf('../../clients/node/index.ts'),
    'noRestrictedImports',
  ],
  [
    'the command line in shared',
    'shared/top.ts',
    importOf('../cli/mailchute.ts'),
    'noRestrictedImports',
  ],
  [
    'imports in a circle',
    'shared/job/circle.ts',
    "import { b } from './round.ts';\nexport const a = () => b;\n",
    'noImportCycles',
  ],
  [
    'the other half of the circle',
    'shared/job/round.ts',
    "import { a } from './circle.ts';\nexport const b = () => a;\n",
    'noImportCycles',
  ],
];

/** Files that stay within the lines. */
const allowed: readonly [file: string, content: string][] = [
  ['functions/sendMail.ts', importOf('@azure/functions')],
  ['functions/process.ts', "console.log(process.env['LEVEL']);\n"],
  ['shared/queue/serviceBusQueue.ts', importOf('@azure/service-bus')],
  ['shared/graph/client.ts', importOf('@microsoft/microsoft-graph-client')],
  ['shared/runtime.ts', importOf('@azure/identity')],
  ['cli/send.ts', "console.log('sent');\n"],
  ['local/stack/stack.ts', importOf('../../shared/config.ts')],
  ['shared/delivery/deliver.ts', importOf('../job/readJob.ts')],
];

/** The rules that bite, by file; all files are linted at once. */
let bites: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'mailchute-lint-')));
  await copyFile(join(repository, 'biome.json'), join(folder, 'biome.json'));
  const files = [...forbidden.map(([, file, content]) => [file, content] as const), ...allowed];
  for (const [file, content] of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), content);
  }
  bites = await lint(folder);
  return () => rm(folder, { recursive: true });
});

/** Runs Biome as `npm run lint` does, on a folder with the repository's own configuration. */
async function lint(folder: string): Promise<Map<string, string[]>> {
  const args = [biome, 'lint', '--reporter=github', '--max-diagnostics=none', '.'];
  const output = await new Promise<string>((done) => {
    execFile(process.execPath, args, { cwd: folder }, (_failed, stdout) => done(stdout));
  });
  const found = new Map<string, string[]>();
  for (const [, rule = '', file = ''] of output.matchAll(
    /^::error title=lint\/\w+\/(\w+),file=([^,]+)/gm,
  )) {
    const name = relative(folder, resolve(folder, file));
    found.set(name, [...(found.get(name) ?? []), rule]);
  }
  return found;
}

test.each(forbidden)('the lint refuses %s', (_claim, file, _content, rule) => {
  expect(bites.get(file)).toContain(rule);
});

test.each(allowed)('the lint lets %s be', (file) => {
  expect(bites.get(file) ?? []).toEqual([]);
});
