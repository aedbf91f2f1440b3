import { type Config, ConfigError, readConfig } from '../../shared/config.ts';
import type { Environment } from '../../shared/settingReader.ts';

/** The id of an identity or app registration. */
export const clientId = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** What an operator must give, and no more. */
export const least = {
  ServiceBus:
    'Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=n;SharedAccessKey=CANARY',
  Storage: 'DefaultEndpointsProtocol=https;AccountName=contosomail;AccountKey=CANARY',
  SENDER_GROUP: 'Mail senders',
};

/** The settings of a deployment with a user-assigned identity and no secret. */
export const withIdentity = {
  ServiceBus__fullyQualifiedNamespace: 'contoso.servicebus.windows.net',
  ServiceBus__credential: 'managedidentity',
  ServiceBus__clientId: clientId,
  Storage__accountName: 'contosomail',
  AZURE_CLIENT_ID: clientId,
  SENDER_GROUP: 'Mail senders',
};

/** Reads settings over the least that must be given. */
export const configWith = (env: Environment): Config => readConfig({ ...least, ...env });

/** The faults that reading finds, one line each. */
export function faultsOf(env: Environment): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const [head, ...faults] = error.message.split('\n- ');
    if (head !== 'These settings must be corrected:') throw new Error(`Other head: ${head}`);
    return faults;
  }
  return [];
}

/** The faults of settings over the least that must be given. */
export const faultsWith = (env: Environment): string[] => faultsOf({ ...least, ...env });
