import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { billing, mail, noreply, post, sendMime, simulator } from './simulator.ts';

test('an accepted mail is answered with exactly 202 and nothing in the body', async () => {
  const graph = await simulator();

  const response = await sendMime(graph);

  expect(response.status).toBe(202);
  expect(await response.text()).toBe('');
});

test('the simulator keeps the bytes of a mail exactly as they were sent', async () => {
  const graph = await simulator();
  const mime = Buffer.concat([mail(), Buffer.from([0, 255, 13, 10, 10, 13, 128])]);

  await sendMime(graph, mime);

  const [kept] = graph.messages();
  expect(kept?.mime.equals(mime)).toBe(true);
  expect(kept?.sha256).toBe(createHash('sha256').update(mime).digest('hex'));
  expect(kept?.sizeBytes).toBe(mime.length);
});

test('the envelope comes from To, Cc and Bcc, groups and repeated lines included', async () => {
  const graph = await simulator();
  const mime = mail([
    'From: =?UTF-8?Q?B=C3=BCro?= <billing@contoso.example>',
    'To: Team: a@x.example, "B, b" <b@x.example>;',
    'To: c@x.example',
    'Cc: d@x.example',
    'Bcc: e@x.example',
    'Subject: =?UTF-8?B?R3LDvMOfZQ==?=',
    'Message-ID: <7@contoso.example>',
  ]);

  await sendMime(graph, mime);

  expect(graph.messages()[0]).toMatchObject({
    mailbox: billing.mail,
    mailboxId: billing.id,
    from: { name: 'Büro', address: 'billing@contoso.example' },
    to: [
      { name: '', address: 'a@x.example' },
      { name: 'B, b', address: 'b@x.example' },
      { name: '', address: 'c@x.example' },
    ],
    cc: [{ name: '', address: 'd@x.example' }],
    bcc: [{ name: '', address: 'e@x.example' }],
    subject: 'Grüße',
    internetMessageId: '<7@contoso.example>',
    submittedAs: 'mime',
    saveToSentItems: true,
  });
});

test('base64 that is wrapped at 76 columns is accepted', async () => {
  const graph = await simulator();
  const mime = mail(undefined, 'A longer body so that there is more than one line of base64.\r\n');
  const wrapped = mime.toString('base64').replace(/.{76}/g, '$&\r\n');

  const response = await post(`${graph.url}/v1.0/users/${billing.mail}/sendMail`, {
    body: wrapped,
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });

  expect(response.status).toBe(202);
  expect(graph.messages()[0]?.mime.equals(mime)).toBe(true);
});

test.each([
  ['its object id', billing.id],
  ['its user principal name', billing.userPrincipalName],
  ['an alias in another letter case', 'INVOICES@contoso.example'],
])('a mailbox is found by %s', async (_, name) => {
  const graph = await simulator();

  const response = await sendMime(graph, mail(), name);

  expect(response.status).toBe(202);
  expect(graph.messages()[0]?.mailboxId).toBe(billing.id);
});

test.each([
  ['an alias of the mailbox', 'invoices@contoso.example'],
  ['the user principal name', 'Billing-UPN@contoso.example'],
  ['an address granted with Send As', 'orders@contoso.example'],
])('a mail may be from %s', async (_, from) => {
  const graph = await simulator();

  const response = await sendMime(graph, mail([`From: ${from}`, 'To: ap@fabrikam.example']));

  expect(response.status).toBe(202);
});

test('a mail without From is from the mailbox', async () => {
  const graph = await simulator();

  await sendMime(graph, mail(['To: ap@fabrikam.example']));

  expect(graph.messages()[0]?.from).toEqual({ name: 'Contoso Billing', address: billing.mail });
});

test('the caller gets its client-request-id back, and an id of the request', async () => {
  const graph = await simulator();

  const response = await sendMime(graph, mail(), billing.mail, {
    'client-request-id': 'attempt-1',
  });

  expect(response.headers.get('client-request-id')).toBe('attempt-1');
  expect(response.headers.get('request-id')).toBe(graph.messages()[0]?.requestId);
  expect(response.headers.get('date')).toMatch(/GMT$/);
  expect(graph.messages()[0]?.clientRequestId).toBe('attempt-1');
});

test('a body of 4 MiB is accepted and one byte more is answered 413', async () => {
  const graph = await simulator();
  const head = mail();
  const largest = Buffer.concat([head, Buffer.alloc(3_145_728 - head.length, 'x')]);
  const atLimit = largest.toString('base64');

  const accepted = await sendMime(graph, largest);
  const refused = await post(`${graph.url}/v1.0/users/${billing.mail}/sendMail`, {
    body: `${atLimit}\n`,
    headers: { 'Content-Type': 'text/plain' },
  });

  expect(atLimit.length).toBe(4_194_304);
  expect(accepted.status).toBe(202);
  expect(refused.status).toBe(413);
  expect(await refused.text()).toContain('The maximum request length supported is 4MB.');
});

test('mails of two mailboxes are kept apart, in the order they were accepted', async () => {
  const graph = await simulator();

  await sendMime(graph, mail([`From: ${noreply.mail}`, 'To: a@x.example']), noreply.mail);
  await sendMime(graph);

  expect(graph.messages().map(({ mailbox }) => mailbox)).toEqual([noreply.mail, billing.mail]);
});

test('the beta version answers as v1.0 does', async () => {
  const graph = await simulator();

  const response = await post(`${graph.url}/beta/users/${billing.mail}/sendMail`, {
    body: mail().toString('base64'),
    headers: { 'Content-Type': 'text/plain' },
  });

  expect(response.status).toBe(202);
});
