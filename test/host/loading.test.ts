import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import { startHost } from '../../local/host/hostProcess.ts';
import { fixtureRoot, openHost } from './support/fixtureHost.ts';

const startOn = (root: string) => startHost({ root, env: {}, port: 0 });

/** The http fixture bundled as build.ts bundles the functions, in a folder without node_modules. */
async function bundledFixture(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'mailchute-bundle-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const source = fixtureRoot('http');
  for (const file of ['host.json', 'package.json']) await cp(join(source, file), join(root, file));
  const banner =
    "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";
  await build({
    entryPoints: [join(source, 'functions/http.mjs')],
    outdir: join(root, 'functions'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['@azure/functions-core'],
    banner: { js: banner },
  });
  return root;
}

test('an ESM bundle registers its functions, though it carries the library in itself', async () => {
  const host = await openHost(await bundledFixture(), {});
  onTestFinished(async () => {
    await host.kill();
  });

  const response = await fetch(`http://127.0.0.1:${host.port}/api/mail/health`);

  expect(await response.text()).toBe('fine');
});

test('an entry file that throws keeps the app from starting, and its error is told', async () => {
  await expect(startOn(fixtureRoot('broken'))).rejects.toThrow('this entry file is broken');
});

test('an app that was not built says so', async () => {
  await expect(startOn(fixtureRoot('empty'))).rejects.toThrow(
    'matches "functions/*.mjs", the "main" of its package.json. Build the app first.',
  );
});

test('two functions of one name are refused', async () => {
  await expect(startOn(fixtureRoot('twoNames'))).rejects.toThrow('Two functions are named "same"');
});

test('a folder that is no app says what is missing', async () => {
  const parent = join(fixtureRoot('http'), 'functions');

  await expect(startOn(parent)).rejects.toThrow(`There is no ${join(parent, 'host.json')}`);
  await expect(startOn(join(parent, 'nowhere'))).rejects.toThrow('is no folder');
});
