import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { zipSync } from 'fflate';
import { buildFunctions } from '../build.ts';

const root = resolve(import.meta.dirname, '..');

/** In every archive: the first moment that a zip can hold, so that the same code gives the same bytes. */
const fileTime = new Date(1980, 0, 1);

/**
 * Builds what runs in Azure, and nothing else: the bundled functions, `host.json` and a `package.json` that names them.
 * `app` in the folder is for azd, `mailchute.zip` for everybody else. The same code gives the same bytes.
 */
async function makePackage(folder: string): Promise<{ zip: string; sizeBytes: number }> {
  const app = join(folder, 'app');
  await rm(folder, { recursive: true, force: true });
  await mkdir(app, { recursive: true });
  // Not written by the bundler: the names of its chunks would depend on the folder.
  const { outputFiles = [] } = await buildFunctions('dist', { sourcemap: false, write: false });
  for (const { path, contents } of outputFiles) {
    const target = join(app, relative(root, path));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, contents);
  }
  await copyFile(join(root, 'host.json'), join(app, 'host.json'));
  const { name, version, type, main } = JSON.parse(
    await readFile(join(root, 'package.json'), 'utf8'),
  ) as Record<string, string>;
  const manifest = { name, version, type, main };
  await writeFile(join(app, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);

  const found = await readdir(app, { recursive: true, withFileTypes: true });
  const paths = found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const files: Record<string, Uint8Array> = {};
  for (const path of paths.sort()) {
    files[relative(app, path).split(sep).join('/')] = await readFile(path);
  }
  const bytes = zipSync(files, { level: 9, mtime: fileTime });
  const zip = join(folder, 'mailchute.zip');
  await writeFile(zip, bytes);
  return { zip, sizeBytes: bytes.length };
}

const [folder = 'package'] = process.argv.slice(2);
const { zip, sizeBytes } = await makePackage(resolve(root, folder));
console.log(`${relative(process.cwd(), zip)}  ${(sizeBytes / 1024).toFixed(0)} KB`);
