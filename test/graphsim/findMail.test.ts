import { expect, test } from 'vitest';
import {
  billing,
  found,
  mail,
  noreply,
  refusalIn,
  search,
  sendJson,
  sendMime,
  simulator,
  usualMessageId,
} from './simulator.ts';

const messages = `/v1.0/users/${billing.id}/messages`;

test.each([
  ['object id', billing.id],
  ['user principal name', 'BILLING-upn@contoso.example'],
  ['primary address', billing.mail],
  ['alias', 'invoices@contoso.example'],
])('a mail is found by its Message-ID in the mailbox named by %s', async (_, mailbox) => {
  const graph = await simulator();
  await sendMime(graph);

  const mails = await found(search(graph, usualMessageId, mailbox));

  const [accepted] = graph.messages();
  expect(mails).toEqual([
    {
      id: accepted?.id,
      internetMessageId: usualMessageId,
      isDraft: false,
      createdDateTime: `${accepted?.receivedAt.slice(0, 19)}Z`,
    },
  ]);
});

test('another Message-ID, and the same one in another mailbox, are not found', async () => {
  const graph = await simulator();
  await sendMime(graph);

  expect(await found(search(graph, '<2@contoso.example>'))).toEqual([]);
  expect(await found(search(graph, '1@contoso.example'))).toEqual([]);
  expect(await found(search(graph, usualMessageId, noreply.id))).toEqual([]);
});

test('a mail that was sent twice is found twice', async () => {
  const graph = await simulator();
  await sendMime(graph);
  await sendMime(graph);

  expect(await found(search(graph))).toHaveLength(2);
});

test('a mail whose sender wanted no copy is not found', async () => {
  const graph = await simulator();
  const message = {
    toRecipients: [{ emailAddress: { address: 'ap@fabrikam.example' } }],
    body: { content: 'Hello.' },
  };
  await sendJson(graph, { message, saveToSentItems: false });
  await sendJson(graph, { message, saveToSentItems: true });
  const [hidden, filed] = graph.messages().map(({ internetMessageId = '' }) => internetMessageId);

  expect(await found(search(graph, hidden))).toEqual([]);
  expect(await found(search(graph, filed))).toHaveLength(1);
});

test('a quote in a Message-ID is written twice, and cannot end the string', async () => {
  const graph = await simulator();
  const messageId = "<o'hara+1&2@contoso.example>";
  await sendMime(
    graph,
    mail([`From: ${billing.mail}`, 'To: a@b.example', `Message-ID: ${messageId}`]),
  );

  const doubled = await found(search(graph, messageId));
  const single = await fetch(
    `${graph.url}${messages}?$filter=${encodeURIComponent(`internetMessageId eq '${messageId}'`)}`,
  );

  expect(doubled).toHaveLength(1);
  expect(await refusalIn(single)).toBe('400 BadRequest');
});

test('$select leaves only what it names, and the id, which always comes', async () => {
  const graph = await simulator();
  await sendMime(graph);

  const mails = await found(search(graph, usualMessageId, billing.id, '&$select=isDraft'));

  expect(mails).toEqual([{ id: graph.messages()[0]?.id, isDraft: false }]);
});

test('$top gives pages that nextLink joins to the whole answer', async () => {
  const graph = await simulator();
  for (let sent = 0; sent < 3; sent += 1) await sendMime(graph);
  type Page = { value: { id: string }[]; '@odata.nextLink'?: string };

  const first = (await (await search(graph, usualMessageId, billing.id, '&$top=2')).json()) as Page;
  const second = (await (await fetch(first['@odata.nextLink'] ?? '')).json()) as Page;

  const ids = [...first.value, ...second.value].map(({ id }) => id);
  expect(first.value).toHaveLength(2);
  expect(ids).toEqual(graph.messages().map(({ id }) => id));
  expect(second['@odata.nextLink']).toBeUndefined();
});

test.each([
  ['no filter', ''],
  ['a filter on another property', "$filter=subject eq 'Invoice'"],
  ['a filter of two parts', "$filter=internetMessageId eq '<1@a.example>' and isDraft eq false"],
  ['a property that its mails do not have', "$filter=internetMessageId eq '1'&$select=shoeSize"],
  ['a page of none', "$filter=internetMessageId eq '1'&$top=0"],
  ['a page of 1001', "$filter=internetMessageId eq '1'&$top=1001"],
  ['an order', "$filter=internetMessageId eq '1'&$orderby=createdDateTime"],
])('%s is refused, not ignored', async (_, query) => {
  const graph = await simulator();

  const response = await fetch(`${graph.url}${messages}?${query}`);

  expect(await refusalIn(response)).toBe('400 BadRequest');
});

test('a mailbox that the tenant does not have is answered 404', async () => {
  const graph = await simulator();

  const response = await search(graph, usualMessageId, 'nobody@contoso.example');

  expect(await refusalIn(response)).toBe('404 ErrorInvalidUser');
});
