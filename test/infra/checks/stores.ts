import { readFileSync } from 'node:fs';
import type { QueuesFile } from '../../../local/servicebus/queueSettings.ts';
import { storeNames } from '../../../shared/storeNames.ts';
import { blockAfter, durationMs, literal, properties } from '../bicepText.ts';
import { bicep, type InfraCheck } from '../infraFiles.ts';

const queuesFile = new URL('../../../local/servicebus/queues.json', import.meta.url);

/** The queues have the properties that the local emulator gives them, so what was tried locally holds in Azure. */
export const queuesAreThoseOfTheEmulator: InfraCheck = (infra) => {
  const queues = JSON.parse(readFileSync(queuesFile, 'utf8')) as QueuesFile;
  const text = bicep(infra, 'modules/serviceBus.bicep');
  return [
    ...queueDiffers('mailQueue', text, queues['mail']),
    ...queueDiffers('replyQueues', text, queues['replies']),
  ];
};

function queueDiffers(
  symbol: string,
  text: string,
  expected: QueuesFile[string] | undefined,
): readonly string[] {
  const resource = blockAfter(text, `resource ${symbol} `);
  const found = properties(blockAfter(resource, 'properties: {'));
  const detects = found.get('requiresDuplicateDetection') === 'true';
  const window = detects ? durationMs(found.get('duplicateDetectionHistoryTimeWindow')) : null;
  const actual = {
    lockDurationMs: durationMs(found.get('lockDuration')),
    maxDeliveryCount: Number(found.get('maxDeliveryCount')),
    duplicateDetectionWindowMs: window,
    deadLetterOnExpiration: found.get('deadLetteringOnMessageExpiration') === 'true',
    defaultTimeToLiveMs: durationMs(found.get('defaultMessageTimeToLive')) ?? null,
    // 256 KB on the Standard tier, without a property.
    maxMessageSizeBytes: /name: 'Standard'/.test(text) ? 262_144 : undefined,
  };
  return Object.entries(actual)
    .filter(([name, value]) => value !== expected?.[name as keyof typeof actual])
    .map(
      ([name, value]) =>
        `${symbol}: ${name} is ${value}, the emulator's ${JSON.stringify(expected)}.`,
    );
}

/** Tables and containers are those of shared/storeNames.ts, and all of them are made. */
export const storesAreThoseOfTheCode: InfraCheck = (infra) => {
  const text = bicep(infra, 'stores.bicep');
  const wrong = (['tables', 'containers'] as const).filter(
    (kind) => JSON.stringify(named(text, kind)) !== JSON.stringify(storeNames[kind]),
  );
  const main = blockAfter(bicep(infra, 'main.bicep'), 'module mailStorage ');
  const made = ['tables: map(items(tables), ', 'containers: map(items(containers), '];
  return [
    ...wrong.map((kind) => `stores.bicep: the ${kind} are not those of shared/storeNames.ts.`),
    ...made
      .filter((line) => !main.includes(line))
      .map((line) => `main.bicep does not make all: ${line}`),
  ];
};

function named(text: string, kind: string): Readonly<Record<string, string | undefined>> {
  const found = properties(blockAfter(text, `var ${kind} = `));
  return Object.fromEntries([...found].map(([key, value]) => [key, literal(value)]));
}

/** Bodies outlive the record that names them by the 7 days of docs/protocol.md, and are removed then. */
export const bodiesOutliveTheirRecord: InfraCheck = (infra) => {
  const main = blockAfter(bicep(infra, 'main.bicep'), 'module mailStorage ');
  const needed = [
    'expiringContainers: [containers.jobs, containers.parked]',
    'deleteAfterDays: ledgerRetentionDays + 7',
  ];
  return needed.filter((line) => !main.includes(line)).map((line) => `main.bicep lacks: ${line}`);
};
