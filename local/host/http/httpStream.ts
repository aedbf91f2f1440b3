import {
  type ClientRequest,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { InvocationRequest, RpcTypedData } from '../app/coreTypes.ts';
import { joinedHeaders, joinedQuery } from './httpRequest.ts';

/** By this the library's own server tells which invocation a request belongs to. */
const invocationIdHeader = 'x-ms-invocation-id';

/** Metadata of a streamed request: the library takes headers and route parameters from here, not from the request (HOST#9840). */
export function streamMetadata(
  request: IncomingMessage,
  url: URL,
  params: Readonly<Record<string, string>>,
): InvocationRequest['triggerMetadata'] {
  const texts = Object.entries(params).map(([name, value]): [string, RpcTypedData] => [
    name,
    { string: value },
  ]);
  return {
    ...Object.fromEntries(texts),
    Headers: { json: JSON.stringify(joinedHeaders(request)) },
    Query: { json: JSON.stringify(joinedQuery(url)) },
  };
}

/** A request on its way through the library's own server, which exists when the app called `app.setup({ enableHttpStream: true })`. */
export interface Forwarding {
  /** Resolves when the whole answer is out. Rejects when either side breaks off. */
  readonly done: Promise<void>;
  /** Breaks off, for a function that failed: nobody would answer. */
  cancel(): void;
}

/** Sends a request, as it streams in, to the library's server at `streamUrl`, and its answer back. */
export function forward(
  streamUrl: string,
  invocationId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Forwarding {
  const upstream = httpRequest(`${streamUrl.replace(/\/$/, '')}${request.url}`, {
    method: request.method ?? 'GET',
    headers: {
      ...request.headers,
      [invocationIdHeader]: invocationId,
      'x-forwarded-host': request.headers.host ?? '',
      'x-forwarded-proto': 'http',
    },
  });
  return { done: carry(upstream, request, response), cancel: () => upstream.destroy() };
}

async function carry(
  upstream: ClientRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    upstream.once('response', resolve).once('error', reject);
  });
  const [answer] = await Promise.all([answered, pipeline(request, upstream)]);
  const { [invocationIdHeader]: _, ...headers } = answer.headers;
  response.writeHead(answer.statusCode ?? 500, headers);
  await pipeline(answer, response);
}
