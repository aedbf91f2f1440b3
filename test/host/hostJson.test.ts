import { expect, test } from 'vitest';
import { parseHostJson } from '../../local/host/hostJson.ts';

const parse = (json: object) =>
  parseHostJson(JSON.stringify({ version: '2.0', ...json }), 'host.json');
const serviceBus = (options: object) => parse({ extensions: { serviceBus: options } });

test('an empty host.json means the defaults of the real host', () => {
  const hostJson = parse({});

  expect(hostJson).toMatchObject({
    functionTimeoutMs: 1_800_000,
    maxAutoLockRenewalMs: 300_000,
    autoCompleteMessages: true,
    routePrefix: 'api',
  });
  expect(hostJson.maxConcurrentCalls % 16).toBe(0);
});

test('what host.json says is taken', () => {
  const hostJson = parse({
    functionTimeout: '00:10:00',
    extensions: {
      serviceBus: { maxConcurrentCalls: 32, maxAutoLockRenewalDuration: '00:12:00' },
      http: { routePrefix: '' },
    },
  });

  expect(hostJson).toMatchObject({
    functionTimeoutMs: 600_000,
    maxConcurrentCalls: 32,
    maxAutoLockRenewalMs: 720_000,
    routePrefix: '',
  });
});

test.each([
  ['functionTimeout', parse({ functionTimeout: '-1' }).functionTimeoutMs],
  [
    'maxAutoLockRenewalDuration',
    serviceBus({ maxAutoLockRenewalDuration: '-00:00:00.0010000' }).maxAutoLockRenewalMs,
  ],
])('a %s can be without end', (_name, ms) => {
  expect(ms).toBe(Number.POSITIVE_INFINITY);
});

test.each([
  [() => parse({ version: '1.0' }), '"version" is "1.0". Allowed: "2.0".'],
  [
    () => serviceBus({ maxConcurrentCalls: 0 }),
    'maxConcurrentCalls" is 0. Allowed: a whole number',
  ],
  [() => serviceBus({ maxAutoLockRenewalDuration: 5 }), 'Duration" is 5. Allowed: a time span'],
  [() => parse({ functionTimeout: '10 minutes' }), 'functionTimeout" is "10 minutes".'],
  [() => parseHostJson('{', 'host.json'), 'host.json is no JSON'],
])('a wrong value is refused by name (%#)', (parsing, says) => {
  expect(parsing).toThrow(says);
});
