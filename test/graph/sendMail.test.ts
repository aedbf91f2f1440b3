import fc from 'fast-check';
import { expect, test } from 'vitest';
import { graphClient } from '../../shared/graph/client.ts';
import { graphMailSender } from '../../shared/graph/mailSender.ts';
import { answering, graphServer, send } from './graphServer.ts';

test('the message reaches Graph byte for byte, whatever its bytes are', async () => {
  const graph = await graphServer(answering(202));
  const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

  await send(graph.url, { mime: everyByte });
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 2000 }), async (mime) => {
      await send(graph.url, { mime });
      expect(decoded(graph.received.at(-1)?.body)).toEqual(Buffer.from(mime));
    }),
    { numRuns: 50 },
  );

  expect(decoded(graph.received[0]?.body)).toEqual(everyByte);
  expect(graph.received[0]?.body.toString()).toMatch(/^[A-Za-z0-9+/]+={0,2}$/);
});

test('a message of 3 MB goes out whole, with its length told beforehand', async () => {
  const graph = await graphServer(answering(202));
  const mime = Buffer.alloc(3_000_001, 'Lorem ipsum dolor.\r\n');

  const answer = await send(graph.url, { mime });

  expect(answer.kind).toBe('sent');
  expect(decoded(graph.received[0]?.body).equals(mime)).toBe(true);
  expect(graph.received[0]?.headers['content-length']).toBe('4000004');
  expect(graph.received[0]?.headers['transfer-encoding']).toBeUndefined();
});

test('of bytes that are a part of a larger buffer only that part is sent', async () => {
  const graph = await graphServer(answering(202));
  const larger = new TextEncoder().encode('SECRET-From: a@contoso.example\r\n\r\nHi\r\n-SECRET');

  await send(graph.url, { mime: larger.subarray(7, -7) });

  expect(decoded(graph.received[0]?.body).toString()).toBe('From: a@contoso.example\r\n\r\nHi\r\n');
});

test('one send is one POST of base64 text to the mailbox, signed in and named', async () => {
  const graph = await graphServer(answering(202));

  await send(graph.url, { mailbox: 'mailbox-1', clientRequestId: 'attempt-1' });

  expect(graph.received).toHaveLength(1);
  expect(graph.received[0]).toMatchObject({
    method: 'POST',
    path: '/v1.0/users/mailbox-1/sendMail',
    headers: {
      'content-type': 'text/plain',
      'client-request-id': 'attempt-1',
      authorization: 'Bearer the-token', // also to a plain http endpoint on this machine
    },
  });
});

test('without a token source nothing is signed in', async () => {
  const graph = await graphServer(answering(202));
  const client = graphClient({ endpoint: graph.url, version: 'beta' }, undefined);

  const answer = await graphMailSender(client).send({
    mailbox: 'mailbox-1',
    mime: Buffer.from('x'),
    clientRequestId: 'attempt-1',
    withinMs: 10_000,
  });

  expect(answer.kind).toBe('sent');
  expect(graph.received[0]?.path).toBe('/beta/users/mailbox-1/sendMail');
  expect(graph.received[0]?.headers.authorization).toBeUndefined();
});

test.each([
  'a/b',
  '../x',
  '../../v1.0/me',
  'x?$select=id',
  'x#y',
  'a b',
  '%2e%2e',
  "o'brien@contoso.example",
  'https://evil.example/x',
  'jörg',
])('the mailbox %s stays one part of the path', async (mailbox) => {
  const graph = await graphServer(answering(202));

  await send(graph.url, { mailbox });

  const inPath = /^\/v1\.0\/users\/([^/?#]+)\/sendMail$/.exec(graph.received[0]?.path ?? '')?.[1];
  expect(decodeURIComponent(inPath ?? '')).toBe(mailbox);
});

test('fifty mails one after the other share few connections', async () => {
  const graph = await graphServer(answering(202));

  for (let mail = 0; mail < 50; mail++) await send(graph.url);

  expect(graph.received).toHaveLength(50);
  expect(graph.connections().made).toBeLessThanOrEqual(3);
});

test('refused mails give their connections back too', async () => {
  const graph = await graphServer(answering(429, JSON.stringify({ error: { code: 'none' } })));

  for (let mail = 0; mail < 50; mail++) await send(graph.url);

  expect(graph.connections().made).toBeLessThanOrEqual(3);
});

function decoded(body: Buffer | undefined): Buffer {
  return Buffer.from(body?.toString('latin1') ?? '', 'base64');
}
