import type { AppSettings } from './appSettings.ts';
import { type Refusal, refusal } from './refusal.ts';

/** How a Service Bus binding reaches its namespace. */
export type Connection =
  | { readonly kind: 'connectionString'; readonly connectionString: string }
  | {
      readonly kind: 'identity';
      readonly fullyQualifiedNamespace: string;
      readonly credential: string | undefined;
      readonly clientId: string | undefined;
    };

/**
 * Finds the settings of a binding's `connection` (default `ServiceBus`).
 * Quirk: `AzureWebJobs<name>` is looked up before `<name>`, so a connection named `Storage` resolves to
 * AzureWebJobsStorage (WebJobs, GetWebJobsConnectionSection).
 */
export function findConnection(
  name: string | undefined,
  settings: AppSettings,
): Connection | Refusal {
  const wanted = name || 'ServiceBus';
  for (const prefix of [`AzureWebJobs${wanted}`, wanted]) {
    const connectionString = settings[prefix];
    if (connectionString) return { kind: 'connectionString', connectionString };
    const fullyQualifiedNamespace = settings[`${prefix}__fullyQualifiedNamespace`];
    if (fullyQualifiedNamespace) {
      return {
        kind: 'identity',
        fullyQualifiedNamespace,
        credential: settings[`${prefix}__credential`],
        clientId: settings[`${prefix}__clientId`],
      };
    }
  }
  return refusal(
    `The connection "${wanted}" has no setting. Set "${wanted}" to a connection string, or "${wanted}__fullyQualifiedNamespace" to <namespace>.servicebus.windows.net.`,
  );
}
