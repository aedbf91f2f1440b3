import { Client } from '@microsoft/microsoft-graph-client';
import { SignIn, type TokenSource, Transport } from './middleware.ts';

/** Where Graph is. */
export interface GraphAddress {
  /** Root URL without a path. */
  readonly endpoint: string;
  readonly version: string;
}

/**
 * The official client with our own middleware chain: it builds URLs and queries; its retry, redirect, upload and batch
 * helpers are not used, since its retry handler repeats a POST after 504. Without a token source nothing is signed in.
 */
export function graphClient(
  { endpoint, version }: GraphAddress,
  token: TokenSource | undefined,
): Client {
  return Client.initWithMiddleware({
    baseUrl: endpoint,
    defaultVersion: version,
    middleware: [new SignIn(token), new Transport()],
  });
}
