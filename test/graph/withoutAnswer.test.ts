import { createServer, type Server, type Socket } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { anyPort } from '../support/anyPort.ts';
import { answering, graphServer, send } from './graphServer.ts';

test('without a token nothing is sent and no request is made', async () => {
  const graph = await graphServer(answering(202));
  const faults = [
    new Error('IMDS is down'),
    undefined,
    null,
    'text',
    new TypeError('fetch failed'),
  ];

  for (const fault of faults) {
    const answer = await send(graph.url, { token: () => Promise.reject(fault) });
    expect(answer).toEqual({ kind: 'waits', code: 'NoToken', retryAfterMs: undefined });
  }

  expect(graph.connections().made).toBe(0);
});

test('a credential that never answers, and heeds no signal, is given up at the deadline', async () => {
  const graph = await graphServer(answering(202));
  const startedAt = performance.now();

  const answer = await send(graph.url, {
    token: () => new Promise(() => undefined),
    withinMs: 200,
  });

  expect(answer).toEqual({ kind: 'waits', code: 'NoToken', retryAfterMs: undefined });
  expect(performance.now() - startedAt).toBeLessThan(5000);
  expect(graph.connections().made).toBe(0);
});

test('a token that comes after the deadline sends nothing any more', async () => {
  const graph = await graphServer(answering(202));
  let bringToken: (token: string) => void = () => undefined;
  const late = new Promise<string>((resolve) => (bringToken = resolve));

  const answer = await send(graph.url, { token: () => late, withinMs: 200 });
  bringToken('late');
  await late;
  await send(graph.url, { clientRequestId: 'next' }); // a request begun by the late token would be there by now

  expect(answer.kind).toBe('waits');
  expect(graph.received.map(({ headers }) => headers['client-request-id'])).toEqual(['next']);
});

test('a refused connection is proof that nothing was sent', async () => {
  const server = await tcpServer(() => undefined);
  const { port } = server;
  await new Promise((closed) => server.close(closed));

  const answer = await send(`http://127.0.0.1:${port}`);

  expect(answer).toEqual({ kind: 'waits', code: 'ECONNREFUSED', retryAfterMs: undefined });
});

test('a name that cannot be resolved is proof that nothing was sent', async () => {
  const answer = await send('https://graph.invalid'); // a name that never exists (RFC 6761)

  expect(answer.kind).toBe('waits');
  expect(answer).toMatchObject({ code: expect.stringMatching(/^(?:ENOTFOUND|EAI_AGAIN)$/) });
});

test('a server that speaks no TLS is proof that nothing was sent', async () => {
  const { port } = await tcpServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));

  const answer = await send(`https://127.0.0.1:${port}`);

  expect(answer.kind).toBe('waits');
});

test('a connection that breaks before TLS stands is proof that nothing was sent', async () => {
  const { port } = await tcpServer((socket) => socket.destroy());

  const answer = await send(`https://127.0.0.1:${port}`);

  expect(answer).toEqual({ kind: 'waits', code: 'ECONNRESET', retryAfterMs: undefined });
});

test('a deadline that ends while connecting is proof that nothing was sent', async () => {
  const { port } = await tcpServer(() => undefined); // takes the connection, never answers TLS

  const answer = await send(`https://127.0.0.1:${port}`, { withinMs: 200 });

  expect(answer).toEqual({ kind: 'waits', code: 'TimeoutError', retryAfterMs: undefined });
});

test('a connection that breaks while the mail is written proves nothing', async () => {
  const { port } = await tcpServer((socket) => socket.once('data', () => socket.resetAndDestroy()));

  const answer = await send(`http://127.0.0.1:${port}`, { mime: Buffer.alloc(3_000_000, 'x') });

  expect(answer.kind).toBe('unknown');
});

test('a connection that is closed at once, without an answer, proves nothing', async () => {
  const { port } = await tcpServer((socket) => socket.once('data', () => socket.end()));

  const answer = await send(`http://127.0.0.1:${port}`);

  expect(answer.kind).toBe('unknown');
});

test('an answer that is not HTTP proves nothing', async () => {
  const { port } = await tcpServer((socket) => socket.once('data', () => socket.end('nonsense')));

  const answer = await send(`http://127.0.0.1:${port}`);

  expect(answer.kind).toBe('unknown');
});

test('a deadline that ends while the mail is written proves nothing', async () => {
  const stuck: Socket[] = [];
  const { port } = await tcpServer((socket) => stuck.push(socket.pause()));

  const answer = await send(`http://127.0.0.1:${port}`, {
    mime: Buffer.alloc(3_000_000, 'x'),
    withinMs: 200,
  });

  expect(answer).toEqual({ kind: 'unknown', code: 'TimeoutError' });
  stuck[0]?.resume();
  await vi.waitFor(() => expect(stuck[0]?.closed).toBe(true));
});

/** A server below HTTP on a free port; it stops with the test. */
async function tcpServer(
  onConnection: (socket: Socket) => void,
): Promise<Server & { port: number }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined); // clients that leave are part of the tests
    onConnection(socket);
  });
  const port = await anyPort(server);
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return Object.assign(server, { port });
}
