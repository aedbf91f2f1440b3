import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';

const command = join(import.meta.dirname, '..', '..', 'local', 'services.ts');

/** `npm run services` in a folder, until it listens; `stop` is Ctrl-C. */
async function startServices(folder: string) {
  const child = spawn(process.execPath, [command], { cwd: folder });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  await vi.waitFor(() => expect(output).toContain('func start'), 60_000);
  return {
    output,
    stop: async () => {
      child.kill('SIGINT');
      const [code] = (await once(child, 'close')) as [number];
      return code;
    },
  };
}

test('npm run services writes local.settings.json with the real addresses, for func start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mailchute-services-'));

  const { output, stop } = await startServices(folder);
  const { Values } = JSON.parse(await readFile(join(folder, 'local.settings.json'), 'utf8')) as {
    Values: Record<string, string>;
  };
  const inbox = await fetch(String(Values['GRAPH_ENDPOINT']));
  const code = await stop();

  expect(output).toContain('Wrote local.settings.json');
  expect(Values).toMatchObject({ FUNCTIONS_WORKER_RUNTIME: 'node', GRAPH_CREDENTIAL: 'none' });
  expect(Values['ServiceBus']).toMatch(/^Endpoint=sb:\/\/localhost:\d+;/);
  expect(inbox.status).toBe(200);
  expect(code).toBe(0);
});

test('a local.settings.json that is there is left alone, and what differs is told', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mailchute-services-'));
  const file = join(folder, 'local.settings.json');
  const own = '{"Values":{"FUNCTIONS_WORKER_RUNTIME":"node","GRAPH_CREDENTIAL":"client-secret"}}';
  await writeFile(file, own);

  const { output, stop } = await startServices(folder);
  await stop();

  expect(await readFile(file, 'utf8')).toBe(own);
  expect(output).toMatch(/left alone, but differs in: .*GRAPH_CREDENTIAL/);
});
