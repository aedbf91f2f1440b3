import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { MailQueue } from '../../clients/node/index.ts';
import { awaitOutcomes } from '../../local/mails/awaitOutcomes.ts';
import { startStack } from '../../local/stack/stack.ts';
import { mime } from '../support/messages.ts';

const script = join(import.meta.dirname, '../../infra/package.ts');
let folder = '';

async function packageInto(path: string): Promise<Buffer> {
  await promisify(execFile)(process.execPath, [script, path]);
  return readFile(join(path, 'mailchute.zip'));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailchute-package-'));
  return () => rm(folder, { recursive: true });
});

test('the same code gives the same package, byte for byte, wherever it is built', async () => {
  const first = await packageInto(join(folder, 'first'));
  const second = await packageInto(join(folder, 'second'));

  expect(first.equals(second)).toBe(true);
});

test('the package holds only what runs: no source map, no settings, no command line', async () => {
  await packageInto(join(folder, 'content'));

  const found = await readdir(join(folder, 'content', 'app'), {
    recursive: true,
    withFileTypes: true,
  });
  const names = found.filter((one) => one.isFile()).map(({ name }) => name);

  expect(names).toEqual(expect.arrayContaining(['host.json', 'package.json', 'sendMail.mjs']));
  expect(names.filter((name) => !/\.mjs$|^host\.json$|^package\.json$/.test(name))).toEqual([]);
  expect(names).not.toContain('mailchute.mjs');
});

test('the package sends mail with nothing else beside it', async () => {
  await packageInto(join(folder, 'runs'));
  const stack = await startStack({ anyPorts: true, root: join(folder, 'runs', 'app') });
  onTestFinished(() => stack.close());
  const { serviceBus, storage } = stack.services;
  const queue = new MailQueue({
    serviceBus: serviceBus.connectionString,
    storage: storage.connectionString,
  });
  onTestFinished(() => queue.close());

  const { id } = await queue.send(mime());

  const rows = await awaitOutcomes([id], stack.ledger, { withinMs: 20_000 });
  expect(rows.get(id)).toMatchObject({ state: 'sent' });
});
