import * as http from 'node:http';
import * as https from 'node:https';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** A text to post. */
export interface TextPost {
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly signal: AbortSignal | undefined;
}

/** Idle connections are kept for 4 s, as by fetch: a mail on one that the server has just closed would be in doubt. */
const kept = { keepAlive: true, timeout: 4_000 } as const;

const ways = {
  'http:': { open: http.request, agent: new http.Agent(kept), stands: 'connect' },
  'https:': { open: https.request, agent: new https.Agent(kept), stands: 'secureConnect' },
} as const;

/**
 * Posts a text by Node's own HTTP client, which repeats nothing and follows no redirect; fetch by its standard repeats after
 * 421, and takes twice the CPU. `onWrite` is called when the connection stands, before the first byte goes out: what failed
 * earlier was never written. Throws the signal's reason, or what broke the connection.
 */
export async function postOnce(
  url: string,
  { headers, text, signal }: TextPost,
  onWrite: () => void,
): Promise<Response> {
  signal?.throwIfAborted();
  const { open, agent, stands } = ways[url.startsWith('https:') ? 'https:' : 'http:'];
  const { promise: answer, resolve, reject } = Promise.withResolvers<http.IncomingMessage>();
  const asked = { 'Accept-Encoding': 'gzip', ...headers };
  const request = open(url, { method: 'POST', agent, headers: asked }, resolve);
  const abort = () => request.destroy(signal?.reason);
  const write = () => {
    onWrite();
    request.end(text);
  };
  signal?.addEventListener('abort', abort);
  request
    .on('socket', (socket) => (request.reusedSocket ? write() : socket.once(stands, write)))
    .on('error', reject)
    .on('close', () => signal?.removeEventListener('abort', abort));
  return asResponse(await answer);
}

function asResponse(answer: http.IncomingMessage): Response {
  const { statusCode: status = 0, headersDistinct } = answer;
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  if (answer.complete && answer.readableLength === 0) {
    answer.resume(); // otherwise the connection would stay taken
    return new Response(null, { status, headers });
  }
  const plain =
    headers.get('Content-Encoding') === 'gzip'
      ? pipeline(answer, createGunzip(), () => undefined) // whoever reads it learns of a fault
      : answer;
  return new Response(Readable.toWeb(plain) as ReadableStream, { status, headers });
}
