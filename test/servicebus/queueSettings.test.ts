import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  checkQueues,
  ownQueuesFile,
  QueueSettingsError,
  readQueuesFile,
} from '../../local/servicebus/queueSettings.ts';
import { startServiceBus } from '../../local/servicebus/serviceBus.ts';

describe('the settings of the queues', () => {
  test('give the queue "mail" a lock of 5 minutes, 10 deliveries, 10 minutes of duplicate detection and 256 KB a message', () => {
    expect(readQueuesFile(ownQueuesFile)).toMatchObject({
      mail: {
        lockDurationMs: 5 * 60_000,
        maxDeliveryCount: 10,
        duplicateDetectionWindowMs: 10 * 60_000,
        deadLetterOnExpiration: true,
        defaultTimeToLiveMs: null,
        maxMessageSizeBytes: 256 * 1024,
      },
      replies: { duplicateDetectionWindowMs: null },
    });
  });

  test('left out are Azure’s defaults', () => {
    expect(checkQueues({ mail: {} })).toEqual({
      mail: {
        lockDurationMs: 60_000,
        maxDeliveryCount: 10,
        duplicateDetectionWindowMs: null,
        deadLetterOnExpiration: false,
        defaultTimeToLiveMs: null,
        maxMessageSizeBytes: 262_144,
      },
    });
  });

  test.each([
    [
      { mail: { lockDurationMs: '5 min' } },
      'Queue "mail": lockDurationMs is "5 min". Allowed: a whole number from 1 to 300000.',
    ],
    [
      { mail: { lockDurationMs: 300_001 } },
      'Queue "mail": lockDurationMs is 300001. Allowed: a whole number from 1 to 300000.',
    ],
    [
      { mail: { maxDeliveryCount: 0 } },
      'Queue "mail": maxDeliveryCount is 0. Allowed: a whole number from 1 to 2000.',
    ],
    [
      { mail: { duplicateDetectionWindowMs: 'PT10M' } },
      'Queue "mail": duplicateDetectionWindowMs is "PT10M". Allowed: a whole number from 1 to 604800000, or null for none.',
    ],
    [
      { mail: { deadLetterOnExpiration: 'yes' } },
      'Queue "mail": deadLetterOnExpiration is "yes". Allowed: true or false.',
    ],
    [
      { mail: { maxMessageSizeBytes: null } },
      'Queue "mail": maxMessageSizeBytes is null. Allowed: a whole number from 1024 to 104857600.',
    ],
    [
      { mail: { lockDuration: 60 } },
      'Queue "mail" has a setting "lockDuration". Allowed: lockDurationMs, maxDeliveryCount, duplicateDetectionWindowMs, deadLetterOnExpiration, defaultTimeToLiveMs, maxMessageSizeBytes.',
    ],
    [{ mail: null }, 'The settings of queue "mail" are null. Allowed: an object.'],
    [[], 'The settings are []. Allowed: an object.'],
    [
      { mail$: {} },
      'The queue name "mail$" is not allowed. Allowed: up to 260 letters, digits, ".", "_", "-" and "/", with a letter or digit at both ends.',
    ],
    [
      { mail: {}, Mail: {} },
      'The queues "mail" and "Mail" are the same: names are case-insensitive. Leave one out.',
    ],
  ])('%j are refused by name', async (queues, text) => {
    const starting = startServiceBus({ port: 0, queues: queues as never });

    await expect(starting).rejects.toThrow(new QueueSettingsError(text));
  });

  test('that are no JSON are refused with the file’s name', () => {
    const folder = mkdtempSync(join(tmpdir(), 'queues-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'queues.json');
    writeFileSync(file, '{ "mail": ');

    expect(() => readQueuesFile(file)).toThrow(
      `The queue settings in ${file} do not hold. Unexpected end of JSON input`,
    );
  });

  test('in a file that does not exist are refused with its name', () => {
    expect(() => readQueuesFile('no/such/file.json')).toThrow(
      /The queue settings in no\/such\/file\.json do not hold\. ENOENT/,
    );
  });
});
