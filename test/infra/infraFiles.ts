import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutComments } from './bicepText.ts';

const repository = join(import.meta.dirname, '../..');

/** What the structural checks look at, so that they can be run on a copy with a fault in it. */
export interface InfraFiles {
  /** By path from `infra`, as it stands. */
  readonly files: ReadonlyMap<string, string>;
  /** docs/deploying.md. */
  readonly deployingPage: string;
}

/** The folder of the Bicep files. */
export const infraFolder = join(repository, 'infra');

/** The files as they are. */
export function readInfra(): InfraFiles {
  const paths = readdirSync(infraFolder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(?:bicep|bicepparam|json|kql)$/.test(path));
  const files = paths.map((path) => [path, readFileSync(join(infraFolder, path), 'utf8')] as const);
  const deployingPage = readFileSync(join(repository, 'docs/deploying.md'), 'utf8');
  return { files: new Map(files), deployingPage };
}

/** One Bicep file without its comments. Throws when there is none. */
export function bicep({ files }: InfraFiles, path: string): string {
  const text = files.get(path);
  if (text === undefined) throw new Error(`There is no infra/${path}.`);
  return withoutComments(text);
}

/** All Bicep files without their comments, by path. */
export function allBicep(infra: InfraFiles): readonly (readonly [path: string, text: string])[] {
  const paths = [...infra.files.keys()].filter((path) => path.endsWith('.bicep'));
  return paths.map((path) => [path, bicep(infra, path)] as const);
}

/** A check: what is wrong, one sentence each; none when all is well. */
export type InfraCheck = (infra: InfraFiles) => readonly string[];
