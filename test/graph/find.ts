import { graphClient } from '../../shared/graph/client.ts';
import {
  graphMailFinder,
  type SearchAnswer,
  type SearchRequest,
} from '../../shared/graph/mailFinder.ts';
import type { TokenSource } from '../../shared/graph/middleware.ts';
import { billing } from '../graphsim/simulator.ts';

/** What a test may change of a search. */
export interface FindWish extends Partial<SearchRequest> {
  readonly token?: TokenSource | undefined;
}

/** Searches for one mail of the last minute through the real client at `endpoint`. */
export function find(endpoint: string, wish: FindWish = {}): Promise<SearchAnswer> {
  const { token = async () => 'the-token', ...request } = wish;
  return graphMailFinder(graphClient({ endpoint, version: 'v1.0' }, token)).find({
    mailbox: billing.id,
    messageId: '<1@contoso.example>',
    sinceMs: Date.now() - 60_000,
    withinMs: 10_000,
    ...request,
  });
}
