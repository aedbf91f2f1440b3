import { DefaultAzureCredential } from '@azure/identity';
import { MailQueue } from '../clients/node/index.ts';
import { readStack } from '../local/stackFile.ts';
import { type Config, readConfig } from '../shared/config.ts';
import type { Ledger } from '../shared/ledger/ledger.ts';
import { tableLedger } from '../shared/ledger/tableLedger.ts';
import { tables } from '../shared/runtime.ts';
import { storeNames } from '../shared/storeNames.ts';
import { UsageError } from './usageError.ts';

/** What the commands work on. */
export interface Connection {
  mailQueue(): MailQueue;
  ledger(): Ledger;
}

/**
 * The Mailchute that the environment's settings name, signed in as the person at the keyboard; without settings, the local
 * stack that runs on this machine. Throws `UsageError` when there is neither.
 */
export async function connect(env: NodeJS.ProcessEnv): Promise<Connection> {
  const config = readConfig(await settingsOf(env));
  return {
    mailQueue: () => mailQueue(config, env['Storage__accountName']),
    ledger: () => {
      const table = tables(config.storage, new DefaultAzureCredential());
      return tableLedger(table(storeNames.tables.ledger));
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
