import type { RpcBindingInfo } from '../app/coreTypes.ts';
import { type AppSettings, resolveSettingNames } from '../appSettings.ts';
import { type Connection, findConnection } from '../connection.ts';
import type { HostJson } from '../hostJson.ts';
import { isRefusal, type Refusal, refusal } from '../refusal.ts';

/** A checked `serviceBusTrigger` binding. */
export interface QueueTrigger {
  readonly queue: string;
  /** The name was `<queue>/$DeadLetterQueue`: the queue's dead-letter sub-queue. */
  readonly isDeadLetterQueue: boolean;
  readonly connection: Connection;
  readonly dataType: unknown;
}

/** What the trigger can do and this host cannot. */
const notImitated: readonly { readonly option: string; readonly value: unknown }[] = [
  { option: 'cardinality', value: 'many' },
  { option: 'isSessionsEnabled', value: true },
  { option: 'sdkBinding', value: true },
];

/** Entity paths know no upper and lower case (Service Bus). */
const deadLetterSuffix = /\/\$deadletterqueue$/i;

/** Reads a `serviceBusTrigger` binding, or says why the function cannot listen. */
export function readQueueTrigger(
  binding: RpcBindingInfo,
  settings: AppSettings,
  hostJson: HostJson,
): QueueTrigger | Refusal {
  const unknown = notImitated.find(({ option, value }) => binding[option] === value);
  if (unknown)
    return refusal(`"${unknown.option}: ${unknown.value}" is not imitated by this host.`);
  // Without the SDK binding a Node function cannot settle, so nothing would: each message would come back until it is dead-lettered.
  if (!(binding['autoCompleteMessages'] ?? hostJson.autoCompleteMessages)) {
    return refusal('"autoCompleteMessages: false" leaves every message unsettled. Leave it out.');
  }
  if (typeof binding['queueName'] !== 'string' || binding['queueName'] === '') {
    return refusal('Its trigger has no "queueName". Topics are not imitated by this host.');
  }
  const queueName = resolveSettingNames(binding['queueName'], settings);
  if (isRefusal(queueName)) return queueName;
  const connection = findConnection(binding['connection'] as string | undefined, settings);
  if (isRefusal(connection)) return connection;
  return {
    queue: queueName.replace(deadLetterSuffix, ''),
    isDeadLetterQueue: deadLetterSuffix.test(queueName),
    connection,
    dataType: binding['dataType'],
  };
}
