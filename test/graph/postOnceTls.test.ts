import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { postOnce } from '../../shared/graph/postOnce.ts';
import { anyPort } from '../support/anyPort.ts';
import { answering, graphServer } from './graphServer.ts';

const fixture = (name: string) => readFile(join(import.meta.dirname, 'fixtures', name), 'utf8');

/** A server at 127.0.0.1 that signed its certificate itself. The key was made for these tests. */
async function tlsServer() {
  const [key, cert] = await Promise.all([
    fixture('localhost.key.pem'),
    fixture('localhost.cert.pem'),
  ]);
  return { cert, ...(await graphServer(answering(202), { key, cert })) };
}

const mail = { headers: {}, text: 'a mail', signal: undefined };

test('over TLS a mail counts as written only once the handshake is over, and later ones use the connection', async () => {
  const graph = await tlsServer();
  const usual = getCACertificates('default');
  setDefaultCACertificates([...usual, graph.cert]);
  onTestFinished(() => setDefaultCACertificates(usual));
  const begunAtWrite: number[] = [];
  const post = () => postOnce(graph.url, mail, () => begunAtWrite.push(graph.begun()));

  for (const _ of [1, 2, 3]) expect((await post()).status).toBe(202);

  expect(begunAtWrite).toEqual([0, 1, 2]);
  expect(graph.received.map(({ body }) => body.toString())).toEqual(['a mail', 'a mail', 'a mail']);
  expect(graph.connections().made).toBeLessThan(3);
});

test('a server whose certificate nobody vouches for gets no byte: the mail provably did not go out', async () => {
  const graph = await tlsServer();
  let isWritten = false;
  const post = postOnce(graph.url, mail, () => {
    isWritten = true;
  });

  await expect(post).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });

  expect(isWritten).toBe(false);
  expect(graph.begun()).toBe(0);
});

test('a handshake that never ends is no mail in doubt', async () => {
  const silent = createServer();
  const port = await anyPort(silent);
  onTestFinished(() => void silent.close());
  let isWritten = false;
  const signal = AbortSignal.timeout(200);
  const post = postOnce(`https://127.0.0.1:${port}`, { ...mail, signal }, () => {
    isWritten = true;
  });

  await expect(post).rejects.toMatchObject({ name: 'TimeoutError' });

  expect(isWritten).toBe(false);
});
