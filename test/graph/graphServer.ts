import {
  createServer,
  type IncomingHttpHeaders,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { SendAnswer } from '../../shared/graph/answer.ts';
import { graphClient } from '../../shared/graph/client.ts';
import { graphMailSender, type SendRequest } from '../../shared/graph/mailSender.ts';
import type { TokenSource } from '../../shared/graph/middleware.ts';
import { anyPort } from '../support/anyPort.ts';

/** A request as it arrived, whole. */
export interface Received {
  readonly method: string;
  /** Path and query as written on the wire. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A real HTTP server in Graph's place. */
export interface GraphServer {
  readonly url: string;
  /** Every request that arrived whole, in order. */
  readonly received: readonly Received[];
  /** How many requests began. */
  readonly begun: () => number;
  /** How many connections were ever made, and how many stand now. */
  readonly connections: () => { made: number; open: number };
}

/** Answers every request as told, over TLS with a certificate; stops with the test. */
export async function graphServer(
  answer: (response: ServerResponse, request: Received) => void,
  tls?: { readonly key: string; readonly cert: string },
): Promise<GraphServer> {
  const received: Received[] = [];
  const open = new Set<Socket>();
  let begun = 0;
  let made = 0;
  const listener: RequestListener = (request, response) => {
    begun++;
    const chunks: Buffer[] = [];
    request.on('error', () => undefined); // clients that leave are part of the tests
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      const whole = { method, path, headers, body: Buffer.concat(chunks) };
      received.push(whole);
      answer(response, whole);
    });
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.keepAliveTimeout = 60_000; // longer than a client waits: which of them gives a connection up must be clear
  server.on('connection', (socket: Socket) => {
    made++;
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  const port = await anyPort(server);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    received,
    begun: () => begun,
    connections: () => ({ made, open: open.size }),
  };
}

/** An answer with a status, headers and a body. */
export function answering(
  status: number,
  body: string | Buffer = '',
  headers: Readonly<Record<string, string>> = {},
): (response: ServerResponse) => void {
  return (response) => {
    response.writeHead(status, headers).end(body);
  };
}

/** The body of an error in Graph's form. */
export function graphError(code: string, more: object = {}): string {
  return JSON.stringify({ error: { code, message: 'Text that may change.', ...more } });
}

/** What a test may change of a send. */
export interface SendWish extends Partial<SendRequest> {
  readonly token?: TokenSource | undefined;
}

/** Sends one mail through the real client to `endpoint`. */
export function send(endpoint: string, wish: SendWish = {}): Promise<SendAnswer> {
  const { token = async () => 'the-token', ...request } = wish;
  const client = graphClient({ endpoint, version: 'v1.0' }, token);
  return graphMailSender(client).send({
    mailbox: '7f2c1c3e-0d3c-4f6f-9a35-1f0a3c5f9d11',
    mime: Buffer.from('From: a@contoso.example\r\n\r\nHello.\r\n'),
    clientRequestId: '2b1c7d0e-93f4-4b69-8a16-5a9a3f1f7c01',
    withinMs: 10_000,
    ...request,
  });
}

/** What becomes of a mail that gets this one answer. */
export async function sendTo(answer: (response: ServerResponse) => void): Promise<SendAnswer> {
  const { url } = await graphServer(answer);
  return send(url);
}
