import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildApp } from '../../build.ts';

const root = join(import.meta.dirname, '..', '..');

/** Where the app of this name is built: a root folder for the functions host. */
export function appRoot(name: string): string {
  return join(root, '.mailchute', name);
}

/** Builds the app as it is shipped, but with other modules in place of some (as `BuildWish.replace`), into its root folder. */
export async function buildAppRoot(
  name: string,
  replace: Readonly<Record<string, string>>,
): Promise<void> {
  const folder = appRoot(name);
  await mkdir(folder, { recursive: true });
  await Promise.all([
    buildApp({ outdir: join(folder, 'dist'), replace }),
    copyFile(join(root, 'host.json'), join(folder, 'host.json')),
    copyFile(join(root, 'package.json'), join(folder, 'package.json')),
  ]);
}
