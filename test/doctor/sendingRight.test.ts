import fc from 'fast-check';
import { expect, test } from 'vitest';
import { graphClient } from '../../shared/graph/client.ts';
import { readSendingRight, unsendableBody } from '../../shared/graph/mailbox/sendingRight.ts';
import { answering, graphError, graphServer } from '../graph/graphServer.ts';
import { billing, simulator } from '../graphsim/simulator.ts';

function ask(endpoint: string, mailbox = billing.id) {
  const client = graphClient({ endpoint, version: 'v1.0' }, async () => 'the-token');
  return readSendingRight(client, mailbox, 5000);
}

test('the question cannot send: its body is not one character of base64, whoever reads it', async () => {
  const graph = await simulator();
  const { url, received } = await graphServer(answering(202));

  const allowed = await ask(graph.url);
  const accepted = await ask(url);

  expect(unsendableBody).not.toMatch(/[A-Za-z0-9+/=_-]/);
  expect(Buffer.from(unsendableBody, 'base64')).toHaveLength(0);
  expect(received.map(({ method, body }) => [method, body.toString()])).toEqual([
    ['POST', unsendableBody],
  ]);
  expect(allowed).toEqual({ kind: 'allowed' });
  expect(graph.messages()).toEqual([]);
  expect(accepted).toEqual({ kind: 'unclear', code: '202' });
});

test.each([
  [400, 'ErrorMimeContentInvalidBase64String', 'allowed'],
  [400, 'ErrorInvalidRequest', 'unclear'],
  [401, 'InvalidAuthenticationToken', 'unclear'],
  [403, 'ErrorAccessDenied', 'denied'],
  [404, 'MailboxNotEnabledForRESTAPI', 'missing'],
  [429, 'ApplicationThrottled', 'unclear'],
  [504, 'UnknownError', 'unclear'],
])('%i %s means %s', async (status, code, kind) => {
  const { url } = await graphServer(answering(status, graphError(code)));

  expect(await ask(url)).toMatchObject({ kind });
});

test('only the one documented answer counts as the right, whatever else is answered', async () => {
  let next = { status: 200, body: '' };
  const { url } = await graphServer((response) => answering(next.status, next.body)(response));

  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 200, max: 599 }).filter((status) => status !== 400),
      fc.oneof(fc.json(), fc.constant(graphError('ErrorMimeContentInvalidBase64String'))),
      async (status, body) => {
        next = { status, body };
        expect((await ask(url)).kind).not.toBe('allowed');
      },
    ),
    { numRuns: 50 },
  );
});
