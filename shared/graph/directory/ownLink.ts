import type { GraphAddress } from '../client.ts';
import type { DirectoryRequest } from './directoryRequests.ts';

/**
 * A link of an answer as a request to our own endpoint; undefined when it points anywhere else, since the request carries a
 * token. The SDK is never given the link itself: it sends to whatever host stands behind an `https://` in it.
 */
export function ownLink(
  { endpoint, version }: GraphAddress,
  link: string,
): Required<Pick<DirectoryRequest, 'path' | 'query'>> | undefined {
  const url = URL.parse(link);
  if (!url || url.origin !== new URL(endpoint).origin || url.username || url.password) {
    return undefined;
  }
  const path = url.pathname.slice(version.length + 1);
  if (!url.pathname.startsWith(`/${version}/`) || path.includes('//')) return undefined;
  return { path, query: url.search.slice(1) || undefined };
}
