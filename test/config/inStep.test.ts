import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findConnection } from '../../local/host/connection.ts';
import { storageConnectionString } from '../../local/stack/storage.ts';
import { readConfig } from '../../shared/config.ts';
import { type Setting, settings } from '../../shared/settings.ts';

const all: readonly [string, Setting][] = Object.entries(settings);
const text = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const example = JSON.parse(text('local.settings.example.json')) as {
  readonly IsEncrypted: boolean;
  readonly Values: Readonly<Record<string, string>>;
};

/** What the Functions host itself needs to start on a machine. */
const ofTheHost = { FUNCTIONS_WORKER_RUNTIME: 'node', AzureWebJobsStorage: azurite() };

/** What `npm run services` offers at its usual ports. Everything else has its default, or is blank: left out. */
const ofTheServices: Readonly<Record<string, string>> = {
  ServiceBus:
    'Endpoint=sb://localhost:5672;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;',
  Storage: azurite(),
  REPLY_QUEUES: 'replies',
  GRAPH_ENDPOINT: 'http://127.0.0.1:8025',
  GRAPH_CREDENTIAL: 'none',
  SENDER_GROUP: 'Mail senders',
};

function azurite(): string {
  return storageConnectionString({ blob: 10_000, queue: 10_001, table: 10_002 });
}

/** A setting as its row in a table of docs/settings.md. */
function row([name, { fallback, allowed, means }]: readonly [string, Setting]): string {
  const byDefault = fallback === '' ? 'nothing' : `\`${fallback}\``;
  return `| \`${name}\` | ${fallback === undefined ? '' : byDefault} | ${allowed} | ${means} |`;
}

test('docs/settings.md has a row for every setting and no other: its default, what is allowed, what it means', () => {
  const rows = text('docs/settings.md')
    .split('\n')
    .filter((line) => /^\| `\w+` \|.*\|.*\|.*\|$/.test(line));

  expect(rows).toEqual(all.map(row));
});

test('local.settings.example.json has every setting and no other, ready for func start beside the services', () => {
  const withDefaults = Object.fromEntries(all.map(([name, { fallback = '' }]) => [name, fallback]));

  expect(example).toEqual({
    IsEncrypted: false,
    Values: { ...ofTheHost, ...withDefaults, ...ofTheServices },
  });
});

test('the example is a set of settings that Mailchute starts with', () => {
  expect(readConfig(example.Values)).toMatchObject({
    serviceBus: { kind: 'connectionString' },
    storage: { kind: 'connectionString' },
    clientId: undefined,
    replyQueues: ['replies'],
    graph: { endpoint: 'http://127.0.0.1:8025', credential: { kind: 'none' } },
  });
});

test("the Functions host finds the trigger's connection in the example in spite of the blank ones", () => {
  expect(findConnection('ServiceBus', example.Values)).toEqual({
    kind: 'connectionString',
    connectionString: ofTheServices['ServiceBus'],
  });
});
