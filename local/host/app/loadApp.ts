import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { StartError } from '../startError.ts';
import { AppLog } from './appLog.ts';
import { createCoreApi, offerCoreApi } from './coreApi.ts';
import { FunctionApp } from './functionApp.ts';

/** A loaded app. */
export interface LoadedApp {
  readonly app: FunctionApp;
  readonly log: AppLog;
  /** Address of the library's own HTTP server when the app called `app.setup({ enableHttpStream: true })`. */
  readonly httpStreamUrl: string | undefined;
}

/**
 * Loads the app in a folder as the worker does: imports every file that `main` of package.json matches, runs the
 * appStart hooks, then asks the library for its capabilities, which ends setup.
 * Throws {@link StartError} when there is nothing to load, and whatever an entry file or hook throws.
 */
export async function loadApp(root: string): Promise<LoadedApp> {
  const app = new FunctionApp();
  const log = new AppLog(app.hooks);
  offerCoreApi(createCoreApi(app, log));

  for (const file of await entryFiles(root)) await import(pathToFileURL(join(root, file)).href);
  await app.hooks.run('appStart', { hookData: {}, appHookData: {}, functionAppDirectory: root });
  const capabilities = await app.model.getCapabilities({});
  app.lock();
  return { app, log, httpStreamUrl: capabilities['HttpUri'] };
}

async function entryFiles(root: string): Promise<string[]> {
  const main = await readMain(join(root, 'package.json'));
  const files: string[] = [];
  for await (const file of glob(main, { cwd: root })) files.push(file);
  if (files.length === 0) {
    throw new StartError(
      `No file in ${root} matches "${main}", the "main" of its package.json. Build the app first.`,
    );
  }
  return files.sort();
}

async function readMain(file: string): Promise<string> {
  let json: { main?: unknown };
  try {
    json = JSON.parse(await readFile(file, 'utf8')) as typeof json;
  } catch (cause) {
    throw new StartError(`Could not read ${file}: ${(cause as Error).message}`, { cause });
  }
  if (typeof json.main === 'string') return json.main;
  throw new StartError(
    `${file} has no "main". It names the entry files, for example "dist/functions/*.mjs".`,
  );
}
