import type { IncomingMessage } from 'node:http';

/** A request body, or that it was longer than allowed. */
export type Body =
  | { readonly kind: 'body'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' };

/**
 * Reads a request body up to a limit. What is beyond the limit is read and thrown away, because a client
 * that is cut off while it writes sees a broken connection instead of the answer.
 * @throws Error of the stream when the client leaves before the end
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Body> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer; // no encoding is set, so the stream yields buffers
    sizeBytes += bytes.length;
    if (sizeBytes <= maxBytes) chunks.push(bytes);
    else chunks.length = 0;
  }
  if (sizeBytes > maxBytes) return { kind: 'too-large' };
  return { kind: 'body', bytes: Buffer.concat(chunks) };
}
