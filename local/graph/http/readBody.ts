import type { IncomingMessage } from 'node:http';

/** A request body, or that it was longer than allowed. */
export type Body =
  | { readonly kind: 'body'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' };

/**
 * Reads a request body up to a limit. What is beyond the limit is read and thrown away, because a client
 * that is cut off while it writes sees a broken connection instead of the answer. By events: iterating over the
 * stream costs as much as all else that an HTTP server does for a small request.
 * @throws Error of the stream when the client leaves before the end
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Body> {
  const { promise, resolve, reject } = Promise.withResolvers<Body>();
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  request.on('data', (chunk: Buffer) => {
    sizeBytes += chunk.length;
    if (sizeBytes <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
  });
  request.once('end', () => {
    if (sizeBytes > maxBytes) return resolve({ kind: 'too-large' });
    const [only = Buffer.alloc(0)] = chunks;
    resolve({ kind: 'body', bytes: chunks.length > 1 ? Buffer.concat(chunks) : only });
  });
  request.once('error', reject); // also `aborted`: the client left
  return promise;
}
