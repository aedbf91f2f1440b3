import { BlobServiceClient } from '@azure/storage-blob';
import { expect, test, vi } from 'vitest';
import { startStorage } from '../../local/stack/storage.ts';
import { startFixture } from './support/fixtureHost.ts';

interface Timer {
  readonly schedule: unknown;
  readonly scheduleStatus: { readonly last: string; readonly next: string; lastUpdated: string };
  readonly isPastDue: boolean;
}

const env = { Schedule: '0 0 0 1 1 *' };
const parse = (line = '') => JSON.parse(line) as Timer;

test('a timer runs at each occurrence, and one below a minute has no status', async () => {
  const host = await startFixture('timers', env);

  const runs = await host.linesAfter('everySecond', 2);

  const timer = { schedule: { adjustForDST: true }, scheduleStatus: null, isPastDue: false };
  expect(runs.slice(0, 2).map(parse)).toEqual([timer, timer]);
});

test('runOnStartup runs at the start; without it nothing runs before its time', async () => {
  const host = await startFixture('timers', env);

  const { scheduleStatus, isPastDue } = parse((await host.linesAfter('atStart'))[0]);

  expect(isPastDue).toBe(false);
  expect(scheduleStatus.last).toBe('0001-01-01T00:00:00');
  expect(scheduleStatus.next).toMatch(/^\d{4}-01-01T00:00:00\.000\+00:00$/);
  expect(host.lines.some((line) => line.startsWith('yearly '))).toBe(false);
});

test('runs of one timer never overlap, and one that failed runs again', async () => {
  const host = await startFixture('timers', env);

  const slow = await host.linesAfter('slow', 3);

  expect(new Set(slow)).toEqual(new Set(['1']));
  await host.linesAfter('Function failing failed', 2);
});

test('a schedule is read from the settings, and a wrong one is refused', async () => {
  const host = await startFixture('timers', env);

  const bySetting = host.functions.find(({ name }) => name === 'bySetting');

  expect(bySetting?.waitsFor).toBe('schedule 0 0 0 1 1 * (UTC)');
  expect(host.refused).toEqual([
    { name: 'wrong', reason: expect.stringContaining('Its schedule is "every day"') },
  ]);
});

test('an occurrence missed while no host ran is caught up at the start, once', async () => {
  const storage = await startStorage({ blob: 0, queue: 0, table: 0 });
  try {
    const withStorage = { ...env, AzureWebJobsStorage: storage.connectionString };
    const first = await startFixture('timers', withStorage);
    await first.kill();
    await pretendLastRun(storage.connectionString, 'yearly', '2020-01-01T00:00:00.000+00:00');

    const second = await startFixture('timers', withStorage);
    const caughtUp = parse((await second.linesAfter('yearly'))[0]);
    // The line is printed during the run; what it was is written down after it.
    await vi.waitFor(async () => {
      expect(await lastRun(storage.connectionString, 'yearly')).not.toMatch(/^2020/);
    }, 10_000);
    await second.stop();
    const third = await startFixture('timers', withStorage);
    await third.linesAfter('everySecond', 2);

    expect(caughtUp.isPastDue).toBe(true);
    expect(caughtUp.scheduleStatus.next).toBe('2021-01-01T00:00:00.000+00:00');
    expect(third.lines.some((line) => line.startsWith('yearly '))).toBe(false);
  } finally {
    await storage.close();
  }
});

const statusBlob = (connectionString: string, name: string) =>
  BlobServiceClient.fromConnectionString(connectionString)
    .getContainerClient('azure-webjobs-hosts')
    .getBlockBlobClient(`timers/local/Host.Functions.${name}/status`);

async function lastRun(connectionString: string, name: string): Promise<string> {
  const status = await statusBlob(connectionString, name).downloadToBuffer();
  return (JSON.parse(status.toString()) as { Last: string }).Last;
}

async function pretendLastRun(connectionString: string, name: string, last: string): Promise<void> {
  const status = { Last: last, Next: '2021-01-01T00:00:00.000+00:00', LastUpdated: last };
  const text = JSON.stringify(status);
  await statusBlob(connectionString, name).upload(text, text.length);
}
