import { execFile } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type BuildOptions, build, type Plugin } from 'esbuild';

const root = import.meta.dirname;

const typescript = createRequire(import.meta.url).resolve('typescript/package.json');

/** The command of the TypeScript compiler; its package lets nobody ask for the file itself. */
export const compiler = join(dirname(typescript), 'bin', 'tsc');

/** Files of `functions` that are no triggers themselves. */
const notTriggers = ['binding.ts', 'process.ts'];

const common = {
  absWorkingDir: root,
  outbase: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  outExtension: { '.js': '.mjs' },
  sourcemap: 'linked',
  metafile: true,
  legalComments: 'none',
  // Some of the SDKs are CommonJS: without this their `require` of Node's modules fails in an ESM bundle.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
} satisfies BuildOptions;

/** What a build may change. */
export interface BuildWish {
  /** Where the bundles go; absolute, or from the repository's root. */
  readonly outdir?: string;
  /**
   * Modules to build in place of others: absolute paths, by how the path of the other ends (`/delivery/times.ts`). Crash tests cannot
   * wait for minutes, and must end the process between two steps. A replacement's own import of the other gets the other.
   */
  readonly replace?: Readonly<Record<string, string>>;
}

/** Bundles the functions and the command line. The bundles need no node_modules. */
export async function buildApp({ outdir = 'dist', replace = {} }: BuildWish = {}): Promise<void> {
  const functions = await buildFunctions(outdir, { plugins: [replacing(replace)] });
  const cli = await build({ ...common, entryPoints: ['cli/mailchute.ts'], outdir });
  const made = [functions, cli].flatMap(({ metafile }) => Object.keys(metafile?.outputs ?? {}));
  await removeOthers(resolve(root, outdir), new Set(made.map((path) => resolve(root, path))));
}

/** Bundles `functions/*.mjs`, which share code in chunks, so that clients and caches exist once per process. */
export async function buildFunctions(outdir: string, options: BuildOptions = {}) {
  const files = await readdir(join(root, 'functions'));
  const triggers = files.filter((name) => name.endsWith('.ts') && !notTriggers.includes(name));
  return build({
    ...common,
    entryPoints: triggers.map((name) => join('functions', name)),
    outdir,
    splitting: true,
    external: ['@azure/functions-core'], // exists inside the Functions host only
    ...options,
  });
}

/** Chunks of earlier builds have other names. They go last: somebody may run what is there. */
async function removeOthers(folder: string, made: ReadonlySet<string>): Promise<void> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  await Promise.all(
    files.filter((file) => !made.has(file)).map((file) => rm(file, { force: true })),
  );
}

/** Bundles what producers install, with the parts of `shared` it uses, and declares its types; its dependencies stay imports. */
export async function buildClient(): Promise<void> {
  const types = promisify(execFile)(process.execPath, [compiler, '-p', 'clients/node'], {
    cwd: root,
  });
  await build({
    ...common,
    outbase: 'clients/node',
    entryPoints: ['clients/node/index.ts'],
    outdir: 'clients/node/dist',
    packages: 'external',
    banner: {},
  });
  await types;
}

function replacing(replacements: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'replacing',
    setup({ onResolve }) {
      onResolve({ filter: /\.ts$/ }, ({ path, importer }) => {
        const imported = join(dirname(importer), path);
        const [, other] =
          Object.entries(replacements).find(([end]) => imported.endsWith(end)) ?? [];
        return other === undefined || importer === other ? undefined : { path: other };
      });
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await Promise.all([buildApp(), buildClient()]);
}
