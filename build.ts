import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';

const root = import.meta.dirname;

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
  /** A module to build in place of `shared/delivery/times.ts`: crash tests cannot wait for minutes. */
  readonly times?: string;
}

/**
 * Bundles the functions (`functions/*.mjs`, sharing code in chunks so that clients and caches exist once per process) and
 * the command line. The bundles need no node_modules.
 */
export async function buildApp({ outdir = 'dist', times }: BuildWish = {}): Promise<void> {
  const files = await readdir(join(root, 'functions'));
  const triggers = files.filter((name) => name.endsWith('.ts') && !notTriggers.includes(name));
  await build({
    ...common,
    entryPoints: triggers.map((name) => join('functions', name)),
    outdir,
    splitting: true,
    external: ['@azure/functions-core'], // exists inside the Functions host only
    plugins: times === undefined ? [] : [replace(/\/times\.ts$/, times)],
  });
  await build({ ...common, entryPoints: ['cli/mailchute.ts'], outdir });
}

/** Bundles what producers install, with the parts of `shared` it uses; its dependencies stay imports. */
export async function buildClient(): Promise<void> {
  await build({
    ...common,
    outbase: 'clients/node',
    entryPoints: ['clients/node/index.ts'],
    outdir: 'clients/node/dist',
    packages: 'external',
    banner: {},
  });
}

/** Builds `other` wherever an import ends like `pattern`. */
function replace(pattern: RegExp, other: string): Plugin {
  return {
    name: 'replace',
    setup({ onResolve }) {
      onResolve({ filter: pattern }, ({ importer }) =>
        importer === other ? undefined : { path: other },
      );
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await Promise.all([buildApp(), buildClient()]);
}
