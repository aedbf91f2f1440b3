import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { Engine } from './world.ts';

/** One change of a source file of the engine: this text, which must stand there exactly once, by that one. */
export interface Patch {
  /** From the repository's root, such as `shared/delivery/table.ts`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const root = join(import.meta.dirname, '../..');

/**
 * Bundles the engine with changes in its source text and loads it. Throws when a text to change is not there, or is there
 * more than once: a mutant that changes nothing must not pass for a sound engine.
 */
export async function changedEngine(patches: readonly Patch[]): Promise<Engine> {
  const id = createHash('sha256').update(JSON.stringify(patches)).digest('hex').slice(0, 16);
  const outfile = join(root, '.mailchute', 'faults', `${id}-${process.pid}.mjs`);
  await mkdir(join(outfile, '..'), { recursive: true });
  const applied = new Set<Patch>();
  await build({
    entryPoints: [join(import.meta.dirname, 'engine.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    plugins: [patched(patches, applied)],
    logLevel: 'silent',
  });
  const missed = patches.filter((patch) => !applied.has(patch));
  if (missed.length > 0) {
    throw new Error(`The engine does not use ${missed.map(({ file }) => file).join(', ')}.`);
  }
  const engine = (await import(/* @vite-ignore */ pathToFileURL(outfile).href)) as Engine;
  await rm(outfile);
  return engine;
}

/** Changes the text of source files when they are loaded. */
function patched(patches: readonly Patch[], applied: Set<Patch>): Plugin {
  return {
    name: 'patched',
    setup({ onLoad }) {
      onLoad({ filter: /\/shared\/.*\.ts$/ }, async ({ path }) => {
        let text = await readFile(path, 'utf8');
        for (const patch of patches.filter(({ file }) => path === join(root, file))) {
          text = replaced(text, patch);
          applied.add(patch);
        }
        return { contents: text, loader: 'ts' };
      });
    },
  };
}

function replaced(text: string, { file, from, to }: Patch): string {
  const count = text.split(from).length - 1;
  if (count === 1) return text.replace(from, () => to);
  throw new Error(`${file} has ${count} times the text that a mutant changes: ${from}`);
}
