import { expect, test } from 'vitest';
import { billing, mail, post, refusalIn, sendMime, simulator } from './simulator.ts';

const from = 'From: billing@contoso.example';
const manyRecipients = (count: number) =>
  `To: ${Array.from({ length: count }, (_, index) => `r${index}@x.example`).join(',\r\n ')}`;

test.each([
  ['an empty message', Buffer.alloc(0), '400 ErrorMimeContentInvalid'],
  ['text that is no header', Buffer.from('Hello there\r\n\r\nX'), '400 ErrorMimeContentInvalid'],
  ['a body without headers', Buffer.from('\r\nHello'), '400 ErrorMimeContentInvalid'],
  ['two From lines', mail([from, from, 'To: a@x.example']), '400 ErrorMimeContentInvalid'],
  [
    'two addresses in From',
    mail([`${from}, b@contoso.example`, 'To: a@x.example']),
    '400 ErrorMimeContentInvalid',
  ],
  ['no recipients', mail([from]), '400 ErrorInvalidRecipients'],
  ['a recipient that is no address', mail([from, 'To: Bob']), '400 ErrorInvalidRecipients'],
  ['501 recipients', mail([from, manyRecipients(501)]), '400 ErrorExceededMaxRecipientLimit'],
  [
    'a From that is another mailbox',
    mail(['From: noreply@contoso.example', 'To: a@x.example']),
    '403 ErrorSendAsDenied',
  ],
])('%s is refused and not kept', async (_, mime, refusal) => {
  const graph = await simulator();

  const response = await sendMime(graph, mime);

  expect(await refusalIn(response)).toBe(refusal);
  expect(graph.messages()).toEqual([]);
});

test('500 recipients are accepted', async () => {
  const graph = await simulator();

  const response = await sendMime(graph, mail([from, manyRecipients(500)]));

  expect(response.status).toBe(202);
});

test.each([
  ['a character outside the alphabet', 'RnJvbTog*A=='],
  ['a minus of the URL alphabet', 'RnJvbTogYS0-'],
  ['an underscore of the URL alphabet', 'RnJvbTogYS1_'],
  ['missing padding', 'RnJvbTogYQ'],
  ['padding in the middle', 'RnJv=bTog'],
])('base64 with %s is refused with Graph’s own words', async (_, body) => {
  const graph = await simulator();

  const response = await post(`${graph.url}/v1.0/users/${billing.mail}/sendMail`, {
    body,
    headers: { 'Content-Type': 'text/plain' },
  });

  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    error: {
      code: 'ErrorMimeContentInvalidBase64String',
      message: 'Invalid base64 string for MIME content.',
    },
  });
});

test('an unknown mailbox is answered 404 ErrorInvalidUser', async () => {
  const graph = await simulator();

  const response = await sendMime(graph, mail(), 'nobody@contoso.example');

  expect(await refusalIn(response)).toBe('404 ErrorInvalidUser');
});

test('a content type that is neither MIME nor JSON is answered 415', async () => {
  const graph = await simulator();

  const response = await sendMime(graph, mail(), billing.mail, {
    'Content-Type': 'message/rfc822',
  });

  expect(await refusalIn(response)).toBe('415 UnsupportedMediaType');
});

test('GET on sendMail is answered 405 and an unknown path 404, both in Graph’s form', async () => {
  const graph = await simulator();

  const wrongMethod = await fetch(`${graph.url}/v1.0/users/${billing.mail}/sendMail`);
  const wrongPath = await fetch(`${graph.url}/v1.0/users/${billing.mail}/teleport`);
  const wrongVersion = await fetch(`${graph.url}/v9/users`);

  expect(await refusalIn(wrongMethod)).toBe('405 MethodNotAllowed');
  expect(await refusalIn(wrongPath)).toBe('404 ResourceNotFound');
  expect(await refusalIn(wrongVersion)).toBe('404 ResourceNotFound');
});

test('a refusal carries both request ids and the date in innerError', async () => {
  const graph = await simulator();

  const response = await sendMime(graph, mail([from]), billing.mail, { 'client-request-id': 'c1' });

  const { error } = (await response.json()) as { error: { innerError: Record<string, string> } };
  expect(error.innerError).toEqual({
    date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
    'request-id': response.headers.get('request-id'),
    'client-request-id': 'c1',
  });
});
