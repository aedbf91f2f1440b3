import { beforeAll, expect, test, vi } from 'vitest';
import { throughHost } from './throughHost.ts';

beforeAll(() => {
  vi.stubEnv('TZ', 'America/New_York');
  return () => {
    vi.unstubAllEnvs();
  };
});

const withTimes = (EnqueuedTime: string, ExpiresAt: string) =>
  throughHost({
    metadata: {
      EnqueuedTime: { json: JSON.stringify(EnqueuedTime) },
      ExpiresAt: { json: JSON.stringify(ExpiresAt) },
    },
  });

test('this file runs far from UTC', () => {
  expect(new Date('2026-11-21T10:00:00').getTime()).toBe(Date.UTC(2026, 10, 21, 15));
});

test.each([
  ['2026-11-21T10:00:00+00:00', '2026-11-21T11:00:00.5+00:00'],
  ['2026-11-21T10:00:00.0000000+00:00', '2026-11-21T11:00:00.5000000+00:00'],
  ['2026-11-21T10:00:00Z', '2026-11-21T11:00:00.5Z'],
  ['2026-11-21T10:00:00', '2026-11-21T11:00:00.5'],
  ['2026-11-21T12:00:00+02:00', '2026-11-21T05:30:00.5-05:30'],
])("the host's time %s is UTC, with a zone or without", async (enqueued, expires) => {
  const message = await withTimes(enqueued, expires);

  expect(message.enqueuedAtMs).toBe(Date.UTC(2026, 10, 21, 10));
  expect(message.expiresAtMs).toBe(Date.UTC(2026, 10, 21, 11, 0, 0, 500));
});

test.each(['9999-12-31T23:59:59.9999999+00:00', '9999-12-31T23:59:59.9999999'])(
  'a message that expires at %s never expires',
  async (expires) => {
    const { expiresAtMs } = await withTimes('2026-11-21T10:00:00+00:00', expires);

    expect(expiresAtMs).toBeUndefined();
  },
);

test('a message of which the host does not tell when it expires never expires', async () => {
  const { expiresAtMs } = await throughHost({ metadata: { ExpiresAt: undefined } });

  expect(expiresAtMs).toBeUndefined();
});

test('a time that is none is a fault', async () => {
  await expect(withTimes('soon', '2026-11-21T11:00:00+00:00')).rejects.toThrow(
    'The Functions host told no enqueuedTime of the message.',
  );
});
