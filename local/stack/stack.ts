import { join } from 'node:path';
import type { Ledger } from '../../shared/ledger/ledger.ts';
import { tableLedger } from '../../shared/ledger/tableLedger.ts';
import { settings as allSettings } from '../../shared/settings.ts';
import { storeNames } from '../../shared/storeNames.ts';
import { type HostProcess, startHost } from '../host/hostProcess.ts';
import { portOrAny } from './freePort.ts';
import {
  type LocalServices,
  type LocalServicesOptions,
  startLocalServices,
} from './localServices.ts';
import { localTable } from './seed.ts';

/** The port Azure Functions Core Tools use. */
const usualFunctionsPort = 7071;
const repository = join(import.meta.dirname, '..', '..');

/** How to start the stack. */
export interface StackOptions extends LocalServicesOptions {
  /** Where the built functions are; by default this repository. */
  readonly root?: string;
  /** Settings for the functions over those of the services. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The whole of Mailchute on this machine. */
export interface Stack {
  readonly services: LocalServices;
  /** The functions that run now. */
  readonly host: HostProcess;
  readonly ledger: Ledger;
  close(): Promise<void>;
}

/** Starts the services, then the built functions as a process of their own. Rejects with what is wrong; nothing stays up then. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const services = await startLocalServices(options);
  try {
    const host = await startFunctions(services, options);
    const table = localTable(services.storage.connectionString, storeNames.tables.ledger);
    return {
      services,
      host,
      ledger: tableLedger(table),
      async close() {
        await host.stop();
        await services.close();
      },
    };
  } catch (error) {
    await services.close();
    throw error;
  }
}

/**
 * Every setting as left out. The host reads local.settings.json for what the environment does not name; one that was written
 * for `func start` must not change what runs here.
 */
const noSettings = Object.fromEntries(Object.keys(allSettings).map((name) => [name, '']));

/** Runs the built functions beside services that are up. */
export async function startFunctions(
  { settings }: LocalServices,
  { root = repository, env, anyPorts = false }: StackOptions,
): Promise<HostProcess> {
  const port = anyPorts ? 0 : await portOrAny(usualFunctionsPort);
  return startHost({ root, port, env: { ...noSettings, ...process.env, ...settings, ...env } });
}
