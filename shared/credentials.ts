import {
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  type TokenCredential,
} from '@azure/identity';
import type { GraphConfig, ServiceConfig } from './config.ts';
import type { TokenSource } from './graph/middleware.ts';

/** The managed identity of the process: the user-assigned one of the settings, or the system-assigned one. */
export function identity({ clientId }: Pick<ServiceConfig, 'clientId'>): TokenCredential {
  return clientId === undefined
    ? new ManagedIdentityCredential()
    : new ManagedIdentityCredential({ clientId });
}

/**
 * How Graph is signed in to; undefined: not at all, at an endpoint of this machine. `managed` counts where the settings name
 * no other credential.
 */
export function graphToken(graph: GraphConfig, managed: TokenCredential): TokenSource | undefined {
  const credential = graphCredential(graph, managed);
  if (!credential) return undefined;
  const scope = `${graph.endpoint}/.default`;
  return async (abortSignal) => {
    const token = await credential.getToken(scope, abortSignal ? { abortSignal } : {});
    if (token) return token.token;
    throw new Error('The credential for Microsoft Graph gave no token.');
  };
}

function graphCredential(
  { credential }: GraphConfig,
  managed: TokenCredential,
): TokenCredential | undefined {
  switch (credential.kind) {
    case 'none':
      return undefined;
    case 'managed-identity':
      return managed;
    case 'client-secret':
      return new ClientSecretCredential(
        credential.tenantId,
        credential.clientId,
        credential.secret,
      );
    case 'certificate':
      return new ClientCertificateCredential(
        credential.tenantId,
        credential.clientId,
        credential.path,
      );
    default:
      return credential satisfies never;
  }
}
