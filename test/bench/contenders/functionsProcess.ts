import { type HostProcess, startHost } from '../../../local/host/hostProcess.ts';
import { settings as allSettings } from '../../../shared/settings.ts';
import { appRoot, buildAppRoot } from '../../support/appRoot.ts';
import { type Services, senderGroup } from '../services/services.ts';
import { signedOnce } from '../services/signedOnce.ts';

/** Root folders of the apps that are measured: Mailchute as it is shipped, and the same that only takes messages. */
export const apps = { mailchute: 'bench-app', takeOnly: 'bench-take-only-app' } as const;

/** Builds both. */
export async function buildBenchApps(): Promise<void> {
  await buildAppRoot(apps.mailchute, {});
  await buildAppRoot(apps.takeOnly, {
    '/delivery/handleMessage.ts': new URL('takeOnly.ts', import.meta.url).pathname,
  });
}

/** Only what Exchange limits at a time is kept: a benchmark that waits for 30 mails a minute measures the clock. */
const lifted = {
  MAILBOX_IN_FLIGHT: '4',
  MAILBOX_MESSAGES_PER_MINUTE: '0',
  MAILBOX_RECIPIENTS_PER_DAY: '0',
  MAILBOX_UPLOAD_MB_PER_5MIN: '0',
};

/** Settings of this machine must not change what is measured. */
const noSettings = Object.fromEntries(Object.keys(allSettings).map((name) => [name, '']));

/** Settings for functions and command line on these services. */
export function settingsFor({ storage, serviceBus, graph }: Services): Record<string, string> {
  return {
    ...noSettings,
    AzureWebJobsStorage: storage.connectionString,
    Storage: signedOnce(storage.connectionString),
    ServiceBus: serviceBus.connectionString,
    GRAPH_ENDPOINT: graph.url,
    GRAPH_CREDENTIAL: 'none',
    SENDER_GROUP: senderGroup,
    ...lifted,
  };
}

/** The built functions in a process of their own. `env`: settings over the usual ones. */
export function startFunctions(
  app: keyof typeof apps,
  services: Services,
  env: Readonly<Record<string, string>> = {},
): Promise<HostProcess> {
  const settings = { ...process.env, ...settingsFor(services), ...env };
  return startHost({ root: appRoot(apps[app]), port: 0, env: settings });
}
