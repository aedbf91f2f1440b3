import type { IncomingMessage } from 'node:http';
import { type Body, readBody } from '../http/readBody.ts';
import { maxRequestBodyBytes } from '../limits.ts';
import { type RequestIds, requestIdsFor } from './graphAnswer.ts';

/** A Graph request as an operation needs it. */
export interface GraphRequest {
  /** The variable parts of the path, decoded, in order. */
  readonly pathParameters: readonly string[];
  readonly url: URL;
  /** Media type in lower case without parameters; empty when the header is absent. */
  readonly contentType: string;
  readonly ids: RequestIds;
  /** The value of a header by its name in lower case; empty when it is absent. */
  header(name: string): string;
  /** Reads the body, up to Graph's limit. */
  readBody(): Promise<Body>;
}

/** Makes the request that operations see. @param pathParameters the variable parts of the path, still encoded */
export function graphRequest(
  request: IncomingMessage,
  url: URL,
  pathParameters: readonly string[],
): GraphRequest {
  return {
    pathParameters: pathParameters.map(decodePart),
    url,
    contentType: (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
    ids: requestIdsFor(request),
    header: (name) => String(request.headers[name] ?? ''),
    readBody: () => readBody(request, maxRequestBodyBytes),
  };
}

/** A part of a path as text. */
export function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a stray % is no encoding; such a name is simply not found
  }
}
