import { expect, test } from 'vitest';
import { billing, mail, noreply, sendMime, simulator } from './simulator.ts';

test('accepted mails are listed with their envelope, size and hash, without their bytes', async () => {
  const graph = await simulator();
  await sendMime(graph, mail(), billing.mail, { 'client-request-id': 'c1' });

  const response = await fetch(`${graph.url}/_control/messages`);

  const [kept] = graph.messages();
  expect(await response.json()).toEqual({
    droppedCount: 0,
    messages: [
      {
        id: kept?.id,
        mailboxId: billing.id,
        mailbox: billing.mail,
        from: { name: 'Contoso Billing', address: billing.mail },
        to: [{ name: '', address: 'ap@fabrikam.example' }],
        cc: [],
        bcc: [],
        subject: 'Invoice',
        internetMessageId: '<1@contoso.example>',
        receivedAt: expect.stringMatching(/Z$/),
        requestId: kept?.requestId,
        clientRequestId: 'c1',
        submittedAs: 'mime',
        saveToSentItems: true,
        sizeBytes: mail().length,
        sha256: kept?.sha256,
      },
    ],
  });
});

test('the source of a mail is its bytes, as message/rfc822', async () => {
  const graph = await simulator();
  const mime = Buffer.concat([mail(), Buffer.from([0, 200, 13])]);
  await sendMime(graph, mime);

  const response = await fetch(`${graph.url}/_control/messages/${graph.messages()[0]?.id}/source`);

  expect(response.headers.get('content-type')).toBe('message/rfc822');
  expect(Buffer.from(await response.arrayBuffer()).equals(mime)).toBe(true);
});

test('an unknown message and an unknown path are answered 404 with a text', async () => {
  const graph = await simulator();

  const message = await fetch(`${graph.url}/_control/messages/x/source`);
  const path = await fetch(`${graph.url}/_control/constructor`);

  expect(message.status).toBe(404);
  expect(await message.text()).toContain('There is no message x');
  expect(path.status).toBe(404);
  expect(await path.text()).toContain('There are: GET /_control/messages');
});

test('deleting the messages empties the inbox', async () => {
  const graph = await simulator();
  await sendMime(graph);

  const response = await fetch(`${graph.url}/_control/messages`, { method: 'DELETE' });

  expect(response.status).toBe(200);
  expect(graph.messages()).toEqual([]);
});

test('faults are added, listed with what became of them, and cleared', async () => {
  const graph = await simulator();
  const faults = `${graph.url}/_control/faults`;
  const rule = { on: 'sendMail', answer: 429, times: 2 };

  const added = await fetch(faults, { method: 'POST', body: JSON.stringify([rule]) });
  await sendMime(graph);
  const listed = await (await fetch(faults)).json();
  await fetch(faults, { method: 'DELETE' });

  expect(await added.json()).toEqual({ faults: [{ rule, firedCount: 0, leftCount: 2 }] });
  expect(listed).toEqual({ faults: [{ rule, firedCount: 1, leftCount: 1 }] });
  expect(graph.faults()).toEqual([]);
});

test.each([
  ['POST', 'faults', 'not json', 'The body is not JSON.'],
  [
    'POST',
    'faults',
    '[{"on":"sendMail","answer":"boom"}]',
    'faults[0].answer is \\"boom\\". Allowed',
  ],
  ['PUT', 'mailboxes', '{}', 'The mailboxes must be a list'],
  ['PUT', 'mailboxes', '[{"id":"1"}]', 'mailboxes[0].displayName is missing'],
])('%s /_control/%s with %s is refused with a clear text', async (method, path, body, text) => {
  const graph = await simulator();

  const response = await fetch(`${graph.url}/_control/${path}`, { method, body });

  expect(response.status).toBe(400);
  expect(await response.text()).toContain(text);
});

test('the tenant can be replaced as a whole', async () => {
  const graph = await simulator();

  const response = await fetch(`${graph.url}/_control/mailboxes`, {
    method: 'PUT',
    body: JSON.stringify([noreply]),
  });

  expect(await response.json()).toEqual({ mailboxes: [noreply] });
  expect(graph.mailboxes()).toEqual([noreply]);
  expect((await sendMime(graph)).status).toBe(404);
});

test('two mailboxes with one address are refused and the tenant stays as it was', async () => {
  const graph = await simulator();

  const adding = () => graph.addMailboxes([{ ...noreply, id: 'other' }]);

  expect(adding).toThrow('"noreply@contoso.example" belongs to two mailboxes');
  expect(graph.mailboxes()).toEqual([billing, noreply]);
});

test('the counts of requests can be read', async () => {
  const graph = await simulator();
  await sendMime(graph);
  await fetch(`${graph.url}/v1.0/users`);

  const response = await fetch(`${graph.url}/_control/requests`);

  expect(await response.json()).toMatchObject({ sendMailCount: 1, otherCount: 1 });
});
