import { expect, test, vi } from 'vitest';
import {
  billing,
  found,
  noreply,
  refusalIn,
  search,
  sendMime,
  simulator,
  usualMessageId,
} from './simulator.ts';

const hourMs = 3_600_000;

function put(url: string, body: unknown): Promise<Response> {
  return fetch(`${url}/_control/behaviour`, { method: 'PUT', body: JSON.stringify(body) });
}

test('a mail is absent until its time has come, and then found', async () => {
  const graph = await simulator({ behaviour: { visibleAfterMs: 400 } });
  await sendMime(graph);

  const first = await found(search(graph));
  await vi.waitFor(async () => expect(await found(search(graph))).toHaveLength(1), 5000);

  const acceptedMs = Date.parse(graph.messages()[0]?.receivedAt ?? '');
  expect(first).toEqual([]);
  expect(Date.now() - acceptedMs).toBeGreaterThanOrEqual(400);
});

test('a mail that is not visible yet was accepted all the same', async () => {
  const graph = await simulator({ behaviour: { visibleAfterMs: hourMs } });

  const response = await sendMime(graph);

  expect(response.status).toBe(202);
  expect(graph.messages()).toHaveLength(1);
});

test('a mail that stands as a draft first becomes a copy when its time is over', async () => {
  const graph = await simulator({ behaviour: { draftForMs: hourMs } });
  await sendMime(graph);

  const [before] = await found(search(graph));
  graph.setBehaviour({ draftForMs: 1 });
  await vi.waitFor(async () => expect((await found(search(graph)))[0]?.isDraft).toBe(false));

  expect(before).toMatchObject({ isDraft: true, createdDateTime: expect.any(String) });
});

test('absent comes before draft, draft before copy', async () => {
  const graph = await simulator({ behaviour: { visibleAfterMs: hourMs, draftForMs: hourMs } });
  await sendMime(graph);
  const seen = async () => (await found(search(graph))).map(({ isDraft }) => isDraft);

  const whileAbsent = await seen();
  graph.setBehaviour({ visibleAfterMs: 0, draftForMs: hourMs });
  const whileDraft = await seen();
  graph.setBehaviour({});

  expect(whileAbsent).toEqual([]);
  expect(whileDraft).toEqual([true]);
  expect(await seen()).toEqual([false]);
});

test('where reading is forbidden every search is refused, and mail goes out', async () => {
  const graph = await simulator({ behaviour: { reading: 'forbidden' } });

  const sent = await sendMime(graph);
  const refusals = [
    await refusalIn(await search(graph)),
    await refusalIn(await search(graph, usualMessageId, noreply.mail)),
  ];

  expect(sent.status).toBe(202);
  expect(refusals).toEqual(['403 ErrorAccessDenied', '403 ErrorAccessDenied']);
});

test('reading can be forbidden in one mailbox, as a fault of its searches', async () => {
  const graph = await simulator({
    faults: [{ on: 'findMail', answer: 403, mailbox: noreply.mail }],
  });

  const refused = await search(graph, usualMessageId, noreply.id);

  expect(await refusalIn(refused)).toBe('403 ErrorAccessDenied');
  expect((await search(graph)).status).toBe(200);
});

test('the behaviour is set and read over the control API; what is left out is as usual', async () => {
  const graph = await simulator();

  const set = await put(graph.url, { visibleAfterMs: 5, draftForMs: 6, reading: 'forbidden' });
  const after = graph.behaviour();
  await put(graph.url, { draftForMs: 7 });

  const asSet = { visibleAfterMs: 5, draftForMs: 6, reading: 'forbidden' };
  expect(await set.json()).toMatchObject(asSet);
  expect(after).toMatchObject(asSet);
  expect(await (await fetch(`${graph.url}/_control/behaviour`)).json()).toMatchObject({
    visibleAfterMs: 0,
    draftForMs: 7,
    reading: 'allowed',
  });
});

test.each([
  [{ visibleAfterMs: -1 }, 'behaviour.visibleAfterMs is -1. Allowed: whole milliseconds from 0'],
  [{ draftForMs: '5' }, 'behaviour.draftForMs is "5". Allowed: whole milliseconds'],
  [{ reading: 'no' }, 'behaviour.reading is "no". Allowed: "allowed" or "forbidden".'],
  [
    { speed: 1 },
    'unknown field "speed". Known fields: visibleAfterMs, draftForMs, reading, directoryReading',
  ],
  [{ directoryReading: 'some' }, 'Allowed: "full", "noProxies", "idsOnly" or "forbidden".'],
  [{ unitsPer10Seconds: -1 }, 'behaviour.unitsPer10Seconds is -1. Allowed: a whole number'],
  [[], 'behaviour is []. It must be an object.'],
])('%j is refused with what is allowed, and nothing changes', async (behaviour, text) => {
  const graph = await simulator({ behaviour: { visibleAfterMs: 9 } });

  const response = await put(graph.url, behaviour);

  expect(response.status).toBe(400);
  expect(((await response.json()) as { error: { message: string } }).error.message).toContain(text);
  expect(graph.behaviour().visibleAfterMs).toBe(9);
});

test('a mail put into a mailbox is found from the start, and was not sent', async () => {
  const graph = await simulator({ behaviour: { visibleAfterMs: hourMs } });

  graph.addExisting({
    mailbox: billing.mail,
    internetMessageId: usualMessageId,
    createdAt: '2020-01-31T08:00:00.999Z',
  });
  const over = await fetch(`${graph.url}/_control/existing`, {
    method: 'POST',
    body: JSON.stringify({
      mailbox: billing.id,
      internetMessageId: usualMessageId,
      createdAt: '2021-01-31T08:00:00Z',
      isDraft: true,
    }),
  });

  expect(over.status).toBe(200);
  expect(await found(search(graph))).toMatchObject([
    { isDraft: false, createdDateTime: '2020-01-31T08:00:00Z' },
    { isDraft: true, createdDateTime: '2021-01-31T08:00:00Z' },
  ]);
  expect(await found(search(graph, usualMessageId, noreply.mail))).toEqual([]);
  expect(graph.messages()).toEqual([]);
});

test('emptying the mailboxes takes the existing mails too', async () => {
  const graph = await simulator();
  const existing = {
    mailbox: billing.mail,
    internetMessageId: usualMessageId,
    createdAt: '2020-01-31T08:00:00Z',
  };

  graph.addExisting(existing);
  graph.clearMessages();
  const afterHandle = await found(search(graph));
  graph.addExisting(existing);
  await fetch(`${graph.url}/_control/messages`, { method: 'DELETE' });

  expect(afterHandle).toEqual([]);
  expect(await found(search(graph))).toEqual([]);
});

test.each([
  [
    'a mailbox that the tenant does not have',
    { mailbox: 'typo@contoso.example' },
    'Add the mailbox first',
  ],
  ['a time in words', { createdAt: 'yesterday' }, 'Allowed: a time in UTC such as'],
  ['a day that does not exist', { createdAt: '2020-13-41T08:00:00Z' }, 'Allowed: a time in UTC'],
])('an existing mail with %s is refused', async (_, wrong, text) => {
  const graph = await simulator();
  const right = {
    mailbox: billing.mail,
    internetMessageId: usualMessageId,
    createdAt: '2020-01-31T08:00:00Z',
  };

  expect(() => graph.addExisting({ ...right, ...wrong })).toThrow(text);
});
