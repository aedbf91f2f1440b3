import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect as connectSocket, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ServiceBusClient } from '@azure/service-bus';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startServiceBus } from '../../local/servicebus/serviceBus.ts';
import { receiveOne } from './emulator.ts';

const main = fileURLToPath(new URL('../../local/servicebus/main.ts', import.meta.url));

describe('the emulator in this process', () => {
  test('says how to connect, on whatever port it got', async () => {
    const serviceBus = await startServiceBus({ port: 0 });
    onTestFinished(() => serviceBus.close());

    expect(serviceBus.port).toBeGreaterThan(0);
    expect(serviceBus.connectionString).toBe(
      `Endpoint=sb://localhost:${serviceBus.port};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;`,
    );
    expect(Object.keys(serviceBus.counts())).toEqual(['mail', 'replies']);
  });

  test('says that its port is taken, so that the caller can choose another', async () => {
    const port = await takePort();

    const starting = startServiceBus({ port });

    await expect(starting).rejects.toMatchObject({
      name: 'PortTaken',
      code: 'EADDRINUSE',
      message: `The Service Bus emulator cannot listen on 127.0.0.1:${port}: the port is taken. Stop what listens there, or choose another port (0 for any).`,
      cause: { code: 'EADDRINUSE' },
    });
  });

  test('frees its port when it is closed, with clients still connected', async () => {
    const first = await startServiceBus({ port: 0 });
    const socket = connectSocket({ port: first.port, host: '127.0.0.1' }).resume();
    await once(socket, 'connect');

    await Promise.all([first.close(), once(socket, 'close')]);

    const second = await startServiceBus({ port: first.port });
    onTestFinished(() => second.close());
    expect(second.port).toBe(first.port);
    expect(second.counts()).toMatchObject({ mail: { active: 0 } });
  });
});

describe('the emulator in a process of its own', () => {
  test('prints the connection string, serves clients, and stops on SIGTERM', async () => {
    const child = run('--port', '0');
    const [connectionString] = (await once(child.stdout, 'data')).map(String);
    const client = new ServiceBusClient(connectionString?.trim() ?? '');
    onTestFinished(() => client.close());

    await client.createSender('mail').sendMessages({ body: 'x' });
    expect(await receiveOne(client.createReceiver('mail'))).toMatchObject({ body: 'x' });
    child.kill('SIGTERM');

    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('prints JSON for programs', async () => {
    const child = run('--port', '0', '--json');

    const [line] = await once(child.stdout, 'data');

    expect(JSON.parse(String(line))).toEqual({
      port: expect.any(Number),
      connectionString: expect.stringMatching(/^Endpoint=sb:\/\/localhost:\d+;/),
    });
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test.each([
    [['--port', 'http'], '--port is "http". Allowed: a whole number from 0 to 65535.'],
    [['--port', '70000'], '--port is "70000". Allowed: a whole number from 0 to 65535.'],
    [['--prot', '1'], "Unknown option '--prot'"],
    [['--queues', 'no-such.json'], 'The queue settings in no-such.json do not hold. ENOENT'],
  ])('refuses %j with exit code 2', async (flags, message) => {
    const child = run(...flags);

    const [printed, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);

    expect(printed).toContain(message);
    expect(code).toBe(2);
  });

  test('ends with exit code 1 when its port is taken', async () => {
    const child = run('--port', String(await takePort()));

    const [printed, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);

    expect(printed).toMatch(/^The Service Bus emulator cannot listen on .*: the port is taken\./);
    expect(code).toBe(1);
  });
});

function run(...flags: string[]): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [main, ...flags]);
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function takePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was opened.');
  return address.port;
}
