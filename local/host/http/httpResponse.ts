import type { ServerResponse } from 'node:http';
import type { RpcHttpCookie, RpcTypedData } from '../app/coreTypes.ts';

/** Sends what a function returned. Quirk: a function that returns nothing answers 204 (functions-bindings-http-webhook-trigger.md). */
export function sendRpcResponse(
  response: ServerResponse,
  returned: RpcTypedData | null | undefined,
): void {
  const http = returned?.http;
  if (!http) {
    response.writeHead(204).end();
    return;
  }
  response.statusCode = Number(http.statusCode ?? 200);
  for (const [name, value] of Object.entries(http.headers ?? {})) response.setHeader(name, value);
  if (http.cookies?.length) response.setHeader('set-cookie', http.cookies.map(setCookie));
  response.end(http.body?.bytes);
}

const sameSite: Readonly<Record<NonNullable<RpcHttpCookie['sameSite']>, string>> = {
  none: '', // the worker's word for "not set"
  lax: '; SameSite=Lax',
  strict: '; SameSite=Strict',
  explicitNone: '; SameSite=None',
};

function setCookie(cookie: RpcHttpCookie): string {
  const { name, value, domain, path, expires, maxAge, secure, httpOnly } = cookie;
  return [
    `${name}=${encodeURIComponent(value)}`,
    expires && `; Expires=${new Date(expires.value.seconds * 1000).toUTCString()}`,
    maxAge && `; Max-Age=${maxAge.value}`,
    domain && `; Domain=${domain.value}`,
    `; Path=${path?.value ?? '/'}`,
    secure?.value && '; Secure',
    httpOnly?.value && '; HttpOnly',
    sameSite[cookie.sameSite ?? 'none'],
  ]
    .filter(Boolean)
    .join('');
}
