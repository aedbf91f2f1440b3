import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildApp, buildClient } from '../../build.ts';

const root = join(import.meta.dirname, '..', '..');

/** The app as it is shipped, with the protocol's times in seconds: a root folder for the functions host. */
export const quickApp = join(root, '.mailchute', 'quick-app');

/** Builds what the tests run: the app itself, and the same with short times. */
export default async function setup(): Promise<void> {
  await mkdir(quickApp, { recursive: true });
  await Promise.all([
    buildApp(),
    buildClient(),
    buildApp({
      outdir: join(quickApp, 'dist'),
      times: join(import.meta.dirname, 'shortTimes.ts'),
    }),
    copyFile(join(root, 'host.json'), join(quickApp, 'host.json')),
    copyFile(join(root, 'package.json'), join(quickApp, 'package.json')),
  ]);
}
