import { DefaultAzureCredential } from '@azure/identity';
import { MailQueue } from '../clients/node/index.ts';
import { readStack } from '../local/stack/stackFile.ts';
import { type Config, readConfig } from '../shared/config.ts';
import { createStores, type Stores } from '../shared/runtime.ts';
import { UsageError } from './usageError.ts';

/** What the commands work on; each is made when first asked for. */
export interface Connection {
  mailQueue(): MailQueue;
  stores(): Stores;
  /** Lets go of what was made, so that the process can end. */
  close(): Promise<void>;
}

/**
 * The Mailchute that the environment's settings name, signed in as the person at the keyboard; without settings, the local
 * stack that runs on this machine. Throws `UsageError` when there is neither, `ConfigError` for wrong settings.
 */
export async function connect(env: NodeJS.ProcessEnv): Promise<Connection> {
  const settings = await settingsOf(env);
  const config = readConfig(settings);
  const made: { close(): Promise<void> }[] = [];
  const keep = <T extends { close(): Promise<void> }>(one: T): T => {
    made.push(one);
    return one;
  };
  return {
    mailQueue: () => keep(mailQueue(config, settings['Storage__accountName'])),
    stores: () => keep(createStores(config, new DefaultAzureCredential())),
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
  { serviceBus, storage, mailQueue: queue }: Config,
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
