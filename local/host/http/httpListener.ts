import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Invoker } from '../invoker.ts';
import { StartError } from '../startError.ts';
import { traceContextUnder } from '../traceContext.ts';
import { maxRequestBodyBytes, toRpcRequest } from './httpRequest.ts';
import { sendRpcResponse } from './httpResponse.ts';
import { type Forwarding, forward, streamMetadata } from './httpStream.ts';
import type { HttpFunction } from './httpTrigger.ts';

/** What the HTTP side needs of the host. */
export interface HttpListenerDeps {
  readonly invoke: Invoker;
  /** Address of the library's own server when the app streams HTTP. */
  readonly httpStreamUrl: string | undefined;
}

/** Answers HTTP on loopback for all HTTP functions of the app. */
export class HttpListener {
  readonly #functions: readonly HttpFunction[];
  readonly #deps: HttpListenerDeps;
  readonly #server: Server;

  constructor(functions: readonly HttpFunction[], deps: HttpListenerDeps) {
    const precedence = ({ trigger }: HttpFunction) => trigger.route.precedence;
    this.#functions = functions.toSorted((a, b) => (precedence(a) < precedence(b) ? -1 : 1));
    this.#deps = deps;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy()); // the caller broke off
    });
  }

  /** Listens on `port` (0 = any free one); resolves to the port. Throws {@link StartError} when it is taken. */
  async start(port: number): Promise<number> {
    this.#server.listen(port, '127.0.0.1');
    try {
      await once(this.#server, 'listening');
    } catch (cause) {
      const taken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE';
      const why = taken
        ? 'is taken by another program'
        : `cannot be used (${(cause as Error).message})`;
      throw new StartError(
        `Port ${port} ${why}. Choose another with --port, or --port 0 for any.`,
        { cause },
      );
    }
    return (this.#server.address() as AddressInfo).port;
  }

  /** Takes no new request; resolves when the running ones are answered. */
  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    await closed;
  }

  /** A connection that is kept for a next request would hold up the stop. */
  #dropIdleWhenStopping(): void {
    if (!this.#server.listening) this.#server.closeIdleConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.once('close', () => this.#dropIdleWhenStopping());
    const url = URL.parse(`http://${request.headers.host ?? '127.0.0.1'}${request.url}`);
    if (!url) return refuse(request, response, 400);
    const found = this.#find(request.method ?? 'GET', url.pathname);
    if (!found) return refuse(request, response, 404);
    if (Number(request.headers['content-length'] ?? 0) > maxRequestBodyBytes) {
      return refuse(request, response, 413);
    }
    return this.#deps.httpStreamUrl === undefined
      ? this.#run(found, url, request, response)
      : this.#runStreaming(this.#deps.httpStreamUrl, found, url, request, response);
  }

  /** Quirk: a known route with another method is 404, not 405, and HEAD is no GET (azure-functions-host#10098, #11625). */
  #find(method: string, path: string): Found | undefined {
    for (const { fn, trigger } of this.#functions) {
      const params = trigger.route.match(path);
      const allowed = trigger.methods.length === 0 || trigger.methods.includes(method);
      if (params && allowed) return { fn, params };
    }
    return undefined;
  }

  async #run(
    { fn, params }: Found,
    url: URL,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const http = await toRpcRequest(request, url, params);
    const result = await this.#deps.invoke(fn, (invocationId) => ({
      invocationId,
      inputData: [{ name: fn.triggerName, data: { http } }],
      triggerMetadata: {},
      traceContext: traceContextUnder(request.headers['traceparent']),
    }));
    if (result.kind === 'succeeded') sendRpcResponse(response, result.response.returnValue);
    else refuse(request, response, 500);
  }

  async #runStreaming(
    streamUrl: string,
    { fn, params }: Found,
    url: URL,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    let forwarding: Forwarding | undefined;
    const result = await this.#deps.invoke(fn, (invocationId) => {
      forwarding = forward(streamUrl, invocationId, request, response);
      forwarding.done.catch(() => {}); // awaited below, which may be later than it breaks off
      return {
        invocationId,
        inputData: [{ name: fn.triggerName, data: {} }],
        triggerMetadata: streamMetadata(request, url, params),
        traceContext: traceContextUnder(request.headers['traceparent']),
      };
    });
    if (result.kind === 'succeeded') return forwarding?.done;
    forwarding?.cancel();
    refuse(request, response, 500);
  }
}

/** The function a request is for. */
type Found = Pick<HttpFunction, 'fn'> & { readonly params: Readonly<Record<string, string>> };

/** Answers without a body, as the host does, unless an answer has begun. */
function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: 400 | 404 | 413 | 500,
): void {
  request.resume(); // a body nobody reads would hold up the connection
  if (response.headersSent) response.destroy();
  else response.writeHead(status).end();
}
