import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import { postOnce } from './postOnce.ts';
import { RequestTrace } from './requestTrace.ts';

/** Gives a token for Graph. Throws when none is to be had; then nothing was sent. */
export type TokenSource = (signal: AbortSignal | undefined) => Promise<string>;

/**
 * Signs requests in. The SDK's own handler sends no token to hosts it does not know, which are the national clouds'
 * newer ones and every local one.
 */
export class SignIn implements Middleware {
  readonly #token: TokenSource | undefined;
  #next: Middleware | undefined;

  constructor(token: TokenSource | undefined) {
    this.#token = token;
  }

  setNext(next: Middleware): void {
    this.#next = next;
  }

  async execute(context: Context): Promise<void> {
    const { options = {} } = context;
    try {
      const token = await this.#tokenWithin(options.signal ?? undefined);
      if (token !== undefined) {
        context.options = {
          ...options,
          headers: { ...options.headers, Authorization: `Bearer ${token}` },
        };
      }
    } catch (fault) {
      const trace = traceOf(context);
      if (trace) trace.fault = fault;
      throw fault;
    }
    await this.#next?.execute(context);
  }

  /** Not every credential heeds a signal, and the deadline must hold for those too. */
  async #tokenWithin(signal: AbortSignal | undefined): Promise<string | undefined> {
    if (!this.#token || !signal) return this.#token?.(signal);
    signal.throwIfAborted();
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    return Promise.race([this.#token(signal), aborted]);
  }
}

/**
 * Sends the request and follows no redirect. A text goes once: a POST that is repeated by an HTTP layer is a mail sent twice.
 * Reading by fetch counts as written from the start.
 */
export class Transport implements Middleware {
  async execute(context: Context): Promise<void> {
    const trace = traceOf(context) ?? new RequestTrace();
    trace.phase = 'connecting';
    const onWrite = () => {
      trace.phase = 'writing';
    };
    try {
      context.response = await transport(context, onWrite);
      trace.phase = 'answered';
    } catch (fault) {
      trace.fault = fault;
      throw fault;
    }
  }
}

function transport({ request, options = {} }: Context, onWrite: () => void): Promise<Response> {
  const { body, signal } = options;
  if (typeof body === 'string') {
    const headers = options.headers as Record<string, string>; // the SDK keeps them so
    return postOnce(String(request), { headers, text: body, signal: signal ?? undefined }, onWrite);
  }
  onWrite();
  return fetch(request, { ...options, redirect: 'manual' });
}

function traceOf(context: Context): RequestTrace | undefined {
  const options = context.middlewareControl?.getMiddlewareOptions(RequestTrace);
  return options instanceof RequestTrace ? options : undefined;
}
