import { DefaultAzureCredential } from '@azure/identity';
import { MailQueue } from '../clients/node/index.ts';
import { readStack } from '../local/stack/stackFile.ts';
import {
  readMailboxLimitsConfig,
  readSenderConfig,
  readServiceConfig,
  type SenderConfig,
  type ServiceConfig,
} from '../shared/config.ts';
import type { PacingAdmin } from '../shared/pacing/pacingAdmin.ts';
import { storePacingAdmin } from '../shared/pacing/storePacingAdmin.ts';
import {
  createSenderTools,
  createStores,
  type SenderTools,
  type Stores,
} from '../shared/runtime.ts';
import { UsageError } from './usageError.ts';

/** What the commands work on; each is made when first asked for. */
export interface Connection {
  mailQueue(): MailQueue;
  stores(): Stores;
  /** The list of senders and what it is made from. */
  senderTools(): SenderTools;
  /** Who may send, by the settings. */
  senderConfig(): SenderConfig;
  /** What mailboxes may do now. */
  pacing(): PacingAdmin;
  /** Lets go of what was made, so that the process can end. */
  close(): Promise<void>;
}

/**
 * The Mailchute that the environment's settings name, signed in as the person at the keyboard; without settings, the local
 * stack that runs on this machine. Throws `UsageError` when there is neither, `ConfigError` for wrong settings.
 */
export async function connect(env: NodeJS.ProcessEnv): Promise<Connection> {
  const settings = await settingsOf(env);
  const config = readServiceConfig(settings);
  const senderConfig = () => readSenderConfig(settings);
  const made: { close(): Promise<void> }[] = [];
  const keep = <T extends { close(): Promise<void> }>(one: T): T => {
    made.push(one);
    return one;
  };
  const person = () => new DefaultAzureCredential();
  const stores = () => keep(createStores(config, person()));
  const pacing = () => {
    const { mailboxes, clock } = stores();
    return storePacingAdmin(mailboxes, readMailboxLimitsConfig(settings), clock);
  };
  return {
    mailQueue: () => keep(mailQueue(config, settings['Storage__accountName'])),
    stores,
    senderTools: () => createSenderTools(config, senderConfig(), stores().senders, person()),
    senderConfig,
    pacing,
    close: async () => {
      await Promise.all(made.splice(0).map((one) => one.close()));
    },
  };
}

async function settingsOf(env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  if (env['ServiceBus'] || env['ServiceBus__fullyQualifiedNamespace']) return env;
  const stack = await readStack();
  if (stack) return { ...env, ...stack };
  throw new UsageError(
    'No Mailchute to talk to. Run "npm start" or "npm run services" in this folder, or set ServiceBus and Storage (docs/settings.md).',
  );
}

function mailQueue(
  { serviceBus, storage, mailQueue: queue }: ServiceConfig,
  storageAccount = '',
): MailQueue {
  if (serviceBus.kind === 'identity') {
    const { namespace } = serviceBus;
    return new MailQueue({ namespace, queue, ...(storageAccount && { storageAccount }) });
  }
  const { connectionString } = serviceBus;
  return storage.kind === 'connectionString'
    ? new MailQueue({ serviceBus: connectionString, storage: storage.connectionString, queue })
    : new MailQueue({ serviceBus: connectionString, queue });
}
