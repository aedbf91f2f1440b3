import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { RpcHttpData, RpcNullableString } from '../app/coreTypes.ts';

/** The largest request body in bytes: 100 MB (functions-bindings-http-webhook-trigger.md, limits). */
export const maxRequestBodyBytes = 104_857_600;

/** A request as the worker gets it, its body read to the end. Rejects when the caller goes away meanwhile. */
export async function toRpcRequest(
  request: IncomingMessage,
  url: URL,
  params: Readonly<Record<string, string>>,
): Promise<RpcHttpData> {
  const bytes = await buffer(request);
  return {
    method: request.method ?? 'GET',
    url: url.href,
    nullableHeaders: nullable(joinedHeaders(request)),
    nullableQuery: nullable(joinedQuery(url)),
    nullableParams: nullable(params),
    ...(hasBodyForWorker(request) && { body: { bytes } }),
  };
}

/**
 * Quirk: a body without Content-Length (chunked) never reaches the function, unless the app streams HTTP
 * (azure-functions-nodejs-library#171; HOST GrpcMessageConversionExtensions `request.ContentLength > 0`).
 */
function hasBodyForWorker(request: IncomingMessage): boolean {
  return Number(request.headers['content-length'] ?? 0) > 0;
}

/** Headers by lower-case name; several of one name joined by a comma. */
export function joinedHeaders(request: IncomingMessage): Record<string, string> {
  const headers = Object.entries(request.headersDistinct);
  return Object.fromEntries(headers.map(([name, values]) => [name, (values ?? []).join(',')]));
}

/** Quirk: `?a=1&a=2` arrives as the one value `1,2` (azure-functions-nodejs-library#168). */
export function joinedQuery(url: URL): Record<string, string> {
  const names = [...new Set(url.searchParams.keys())];
  return Object.fromEntries(names.map((name) => [name, url.searchParams.getAll(name).join(',')]));
}

function nullable(values: Readonly<Record<string, string>>): Record<string, RpcNullableString> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
}
