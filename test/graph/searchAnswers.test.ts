import { gzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { find } from './find.ts';
import { answering, graphError, graphServer } from './graphServer.ts';

const sinceMs = Date.parse('2026-01-31T08:00:00Z');
const copy = { id: 'AAMk', isDraft: false, createdDateTime: '2026-01-31T08:00:01Z' };
const unreadable = { kind: 'noAnswer', code: 'UnreadableAnswer', retryAfterMs: undefined };

function page(mails: unknown, more: object = {}): string {
  return JSON.stringify({ '@odata.context': 'x', value: mails, ...more });
}

async function findIn(body: string | Buffer, headers: Readonly<Record<string, string>> = {}) {
  const { url } = await graphServer(answering(200, body, headers));
  return find(url, { sinceMs });
}

test('a search is one GET over the whole mailbox, signed in, of three properties', async () => {
  const graph = await graphServer(answering(200, page([])));

  await find(graph.url, { mailbox: 'mailbox-1', messageId: "<o'hara+x@contoso.example>" });

  const { method, path = '', headers, body } = graph.received[0] ?? {};
  const { pathname, searchParams } = new URL(path, graph.url);
  expect(graph.received).toHaveLength(1);
  expect([method, pathname]).toEqual(['GET', '/v1.0/users/mailbox-1/messages']);
  expect(Object.fromEntries(searchParams)).toEqual({
    $filter: "internetMessageId eq '<o''hara+x@contoso.example>'",
    $select: 'id,isDraft,createdDateTime',
    $top: '50',
  });
  expect(path).toContain('%3Co%27%27hara%2Bx%40contoso.example%3E'); // on the wire nothing is left bare
  expect(headers?.authorization).toBe('Bearer the-token');
  expect(body).toHaveLength(0);
});

test.each([
  ['empty', ''],
  ['HTML', '<html><body>Sign in</body></html>'],
  ['broken JSON', page([]).slice(0, -1)],
  ['null', 'null'],
  ['a list', '[]'],
  ['without value', '{}'],
  ['an error', graphError('ErrorItemNotFound')],
  ['value that is an object', page({})],
  ['value that is null', page(null)],
  ['a mail that is null', page([copy, null])],
  ['a mail without isDraft', page([{ ...copy, isDraft: undefined }])],
  ['a draft mark that is a text', page([{ ...copy, isDraft: 'false' }])],
  ['a mail without time', page([{ ...copy, createdDateTime: undefined }])],
  ['a time that is none', page([{ ...copy, createdDateTime: '2026-99-99T99:99:99Z' }])],
  ['a time without zone', page([{ ...copy, createdDateTime: '2026-01-31T08:00:01' }])],
  ['a time in words', page([{ ...copy, createdDateTime: '31 Jan 2026 08:00:01 Z' }])],
  ['one good and one bad mail', page([copy, { isDraft: false }])],
  ['a link that is no address', page([], { '@odata.nextLink': 'next' })],
  ['a link without place', page([], { '@odata.nextLink': 'https://graph.microsoft.com/x' })],
  ['a link of a wrong place', page([], { '@odata.nextLink': 'https://a.example/?$skip=-1' })],
])('a 200 whose body is %s is no answer, never an empty mailbox', async (_, body) => {
  expect(await findIn(body)).toEqual(unreadable);
});

test.each([
  ['an empty page', page([]), 'absent'],
  ['a mail with more properties', page([{ ...copy, '@odata.etag': 'W/"1"', subject: 5 }]), 'copy'],
  [
    'a fraction of a second',
    page([{ ...copy, createdDateTime: '2026-01-31T08:00:00.0000001Z' }]),
    'copy',
  ],
  ['another zone', page([{ ...copy, createdDateTime: '2026-01-31T10:00:00+02:00' }]), 'copy'],
  ['a byte order mark', `\uFEFF${page([copy])}`, 'copy'],
  ['a link that is null', page([copy], { '@odata.nextLink': null }), 'copy'],
])('%s is read', async (_, body, kind) => {
  expect(await findIn(body)).toEqual({ kind });
});

test('a compressed answer is read', async () => {
  expect(await findIn(gzipSync(page([copy])), { 'Content-Encoding': 'gzip' })).toEqual({
    kind: 'copy',
  });
});

test.each([201, 202, 204, 206, 301, 302, 304, 307, 400, 404, 409, 410, 500, 502, 507, 599])(
  '%i is no answer, whatever its body says',
  async (status) => {
    const graph = await graphServer(
      answering(status, status === 204 || status === 304 ? '' : page([])),
    );

    const answer = await find(graph.url, { sinceMs });

    expect(answer).toEqual({ kind: 'noAnswer', code: `HTTP ${status}`, retryAfterMs: undefined });
    expect(graph.begun()).toBe(1);
  },
);

test('any 403 means that the mailbox may not be read, whatever its body says', async () => {
  for (const body of ['', '<html></html>', graphError('ErrorAccessDenied'), page([copy])]) {
    const { url } = await graphServer(answering(403, body));
    expect(await find(url)).toEqual({ kind: 'forbidden' });
  }
});

test('a wait that Graph asks for comes with the answer, also as a date', async () => {
  const { url } = await graphServer(
    answering(503, '', {
      Date: 'Sun, 01 Nov 2026 07:15:00 GMT',
      'Retry-After': 'Sun, 01 Nov 2026 07:15:45 GMT',
    }),
  );

  expect(await find(url)).toEqual({ kind: 'noAnswer', code: 'HTTP 503', retryAfterMs: 45_000 });
});

test('further pages are asked of Graph itself, with our own filter, wherever the link points', async () => {
  const elsewhere = await graphServer(answering(200, page([copy])));
  const next = `${elsewhere.url}/v1.0/users/other/messages?$skip=7`;
  const graph = await graphServer((response, { path }) => {
    const isNext = path.includes('$skip=');
    answering(200, isNext ? page([copy]) : page([], { '@odata.nextLink': next }))(response);
  });

  const answer = await find(graph.url, { mailbox: 'mailbox-1', sinceMs });

  const second = new URL(graph.received[1]?.path ?? '', graph.url);
  expect(answer).toEqual({ kind: 'copy' });
  expect(elsewhere.connections().made).toBe(0);
  expect(second.pathname).toBe('/v1.0/users/mailbox-1/messages');
  expect(second.searchParams.get('$filter')).toBe("internetMessageId eq '<1@contoso.example>'");
  expect(second.searchParams.get('$skip')).toBe('7');
});

test('a first page that shows no copy proves nothing when the next one fails', async () => {
  const graph = await graphServer((response, { path }) => {
    if (path.includes('$skip=')) return answering(502)(response);
    answering(200, page([], { '@odata.nextLink': 'https://x.example/?$skip=50' }))(response);
  });

  const answer = await find(graph.url, { sinceMs });

  expect(answer).toEqual({ kind: 'noAnswer', code: 'HTTP 502', retryAfterMs: undefined });
});

test('an answer that breaks off is no answer', async () => {
  const { url } = await graphServer((response) => {
    response.writeHead(200, { 'Content-Length': '1000' });
    response.write(page([]), () => response.socket?.resetAndDestroy());
  });

  expect(await find(url)).toEqual(unreadable);
});

test('of an answer without end little is read, and its connection is given up', async () => {
  const chunk = Buffer.alloc(16_384, ' ');
  let writtenBytes = 0;
  const graph = await graphServer((response) => {
    response.writeHead(200);
    const more = () => {
      do writtenBytes += chunk.length;
      while (response.write(chunk));
    };
    response.on('drain', more);
    more();
  });

  const answer = await find(graph.url, { withinMs: 600_000 });

  expect(answer).toEqual(unreadable);
  await vi.waitFor(() => expect(graph.connections().open).toBe(0));
  expect(writtenBytes).toBeLessThan(20_000_000); // what the sockets of both sides hold, and no more
});

test('an answer that trickles is given up at the deadline, which holds for all pages together', async () => {
  let trickling = false;
  const graph = await graphServer((response, { path }) => {
    if (path.includes('$skip=')) {
      trickling = true;
      response.writeHead(200);
      const trickle = setInterval(() => response.write(' '), 20);
      response.on('close', () => {
        clearInterval(trickle);
        trickling = false;
      });
    } else answering(200, page([], { '@odata.nextLink': 'https://x.example/?$skip=50' }))(response);
  });
  const startedAt = performance.now();

  const answer = await find(graph.url, { withinMs: 1000 });

  expect(answer).toEqual(unreadable);
  expect(performance.now() - startedAt).toBeLessThan(5000);
  expect(graph.received).toHaveLength(2);
  await vi.waitFor(() => expect(trickling).toBe(false));
});

test('without a token, or without Graph, there is no answer', async () => {
  const graph = await graphServer(answering(200, page([copy])));

  const answers = [
    await find(graph.url, { token: () => Promise.reject(new Error('IMDS is down')) }),
    await find('https://graph.invalid'), // a name that never exists (RFC 6761)
    await find(graph.url, { messageId: '<\uD800@contoso.example>' }), // no such text can be sent
  ];

  expect(answers.map(({ kind }) => kind)).toEqual(['noAnswer', 'noAnswer', 'noAnswer']);
  expect(answers[0]).toMatchObject({ code: 'NoToken' });
  expect(answers[1]).toMatchObject({ code: expect.stringMatching(/^(?:ENOTFOUND|EAI_AGAIN)$/) });
  expect(graph.connections().made).toBe(0);
});

test('fifty searches one after the other share few connections', async () => {
  const graph = await graphServer(answering(200, page([copy])));

  for (let search = 0; search < 50; search++) await find(graph.url, { sinceMs });

  expect(graph.received).toHaveLength(50);
  expect(graph.connections().made).toBeLessThanOrEqual(3);
});
