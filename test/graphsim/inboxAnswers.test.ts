import { describe, expect, test } from 'vitest';
import { mail, sendMime, simulator } from './simulator.ts';

const from = 'From: billing@contoso.example';
const to = 'To: a@x.example';

/** A message of one attachment part, whose Content-Disposition line and bytes are given. */
function withAttachment(partHeaders: readonly string[], content: Buffer): Buffer {
  const head = mail(
    [from, to, 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
    ['--b', ...partHeaders, 'Content-Transfer-Encoding: base64', '', ''].join('\r\n'),
  );
  return Buffer.concat([head, Buffer.from(`${content.toString('base64')}\r\n--b--\r\n`)]);
}

function html(body: string): Buffer {
  return mail([from, to, 'MIME-Version: 1.0', 'Content-Type: text/html; charset=utf-8'], body);
}

describe('every answer keeps other sites out', () => {
  test.each(['/', '/page/main.js', '/inbox/messages', '/_control/messages', '/v1.0/users'])(
    '%s',
    async (path) => {
      const graph = await simulator();

      const { headers } = await fetch(graph.url + path);

      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    },
  );
});

test('the page may run only its own files and cannot be framed', async () => {
  const graph = await simulator();

  const response = await fetch(graph.url);

  const policy = response.headers.get('content-security-policy');
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(await response.text()).not.toMatch(/<script(?![^>]+src=)|\son\w+=|style=/);
});

test('a mail’s HTML is served sandboxed, without scripts and without requests', async () => {
  const graph = await simulator();
  await sendMime(graph, html('<p>Hi</p>'));

  const response = await fetch(`${graph.url}/inbox/messages/${graph.messages()[0]?.id}/html`);

  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain('img-src data:;');
  expect(policy).toMatch(/sandbox (?!.*allow-scripts)(?!.*allow-same-origin)/);
  expect(policy).not.toContain('script-src');
});

test('an inline picture becomes part of the HTML; one that names a made-up type does not', async () => {
  const graph = await simulator();
  const part = (type: string, id: string) =>
    [
      '--b',
      `Content-Type: ${type}`,
      `Content-ID: <${id}>`,
      'Content-Transfer-Encoding: base64',
      '',
      'AAEC',
      '',
    ].join('\r\n');
  const body = `--b\r\nContent-Type: text/html\r\n\r\n<img src="cid:a@x"><img src='cid:bad'><img src=cid:none>\r\n`;
  const type = 'Content-Type: multipart/related; boundary=b';
  await sendMime(
    graph,
    mail(
      [from, to, 'MIME-Version: 1.0', type],
      `${body}${part('image/png', 'a@x')}${part('"image/x\'><script>"', 'bad')}--b--\r\n`,
    ),
  );

  const response = await fetch(`${graph.url}/inbox/messages/${graph.messages()[0]?.id}/html`);

  const document = await response.text();
  expect(document).toContain('<img src="data:image/png;base64,AAEC">');
  expect(document).toContain("<img src='cid:bad'>");
  expect(document).toContain('<img src=cid:none>');
});

test.each([
  ['invoice.pdf', 'filename="invoice.pdf"', "filename*=UTF-8''invoice.pdf"],
  ['../../etc/passwd', 'filename="_.._etc_passwd"', "filename*=UTF-8''_.._etc_passwd"],
  [
    '=?UTF-8?Q?Gr=C3=B6=C3=9Fe.pdf?=',
    'filename="Gr__e.pdf"',
    "filename*=UTF-8''Gr%C3%B6%C3%9Fe.pdf",
  ],
  ['=?UTF-8?Q?a=E2=80=AEfdp.exe?=', 'filename="a_fdp.exe"', "filename*=UTF-8''a_fdp.exe"],
  [
    '=?UTF-8?Q?a=22=0D=0ASet-Cookie:_x.txt?=',
    'filename="a___Set-Cookie_ x.txt"',
    "UTF-8''a___Set-Cookie_%20x.txt",
  ],
])(
  'an attachment named %s is offered for saving under a safe name',
  async (name, ascii, encoded) => {
    const graph = await simulator();
    const headers = [
      'Content-Type: text/html',
      `Content-Disposition: attachment; filename="${name}"`,
    ];
    await sendMime(graph, withAttachment(headers, Buffer.from('<script>1</script>')));

    const response = await fetch(
      `${graph.url}/inbox/messages/${graph.messages()[0]?.id}/attachments/0`,
    );

    const disposition = response.headers.get('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; /);
    expect(disposition).toContain(ascii);
    expect(disposition).toContain(encoded);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
  },
);

test('an attached message stays a file and does not run into the text', async () => {
  const graph = await simulator();
  const attached = Buffer.from('Subject: inner\r\n\r\nInner text\r\n');
  await sendMime(graph, withAttachment(['Content-Type: message/rfc822'], attached));
  const address = `${graph.url}/inbox/messages/${graph.messages()[0]?.id}`;

  const view = await (await fetch(address)).json();
  const bytes = Buffer.from(await (await fetch(`${address}/attachments/0`)).arrayBuffer());

  expect(view).toMatchObject({ attachments: [{ filename: 'message.eml' }] });
  expect(JSON.stringify(view)).not.toContain('Inner text');
  expect(bytes).toEqual(attached);
});

test('a mail that no parser takes apart does not take the list away', async () => {
  const graph = await simulator();
  const nested = Array.from(
    { length: 300 },
    (_, depth) => `--b${depth}\r\nContent-Type: multipart/mixed; boundary=b${depth + 1}\r\n\r\n`,
  ).join('');
  await sendMime(graph, mail([from, to, 'Content-Type: multipart/mixed; boundary=b0'], nested));

  const response = await fetch(`${graph.url}/inbox/messages`);

  const preview = expect.stringContaining('This mail cannot be taken apart');
  expect(await response.json()).toMatchObject({ rows: [{ preview }] });
});

test('the list searches sender, recipients and subject, newest first', async () => {
  const graph = await simulator();
  for (const [subject, recipient] of [
    ['One', 'amy'],
    ['Two', 'ben'],
    ['Three', 'amy'],
  ]) {
    await sendMime(graph, mail([from, `Bcc: ${recipient}@x.example`, `Subject: ${subject}`]));
  }
  const subjects = async (query: string) => {
    const response = await fetch(`${graph.url}/inbox/messages?${query}`);
    const list = (await response.json()) as { rows: { subject: string }[]; matchCount: number };
    return [list.rows.map(({ subject }) => subject), list.matchCount];
  };

  expect(await subjects('')).toEqual([['Three', 'Two', 'One'], 3]);
  expect(await subjects('search=AMY%20thr')).toEqual([['Three'], 1]);
  expect(await subjects('limit=1')).toEqual([['Three'], 3]);
});

test('live updates tell the state at once, then at most one event in 200 ms', async () => {
  const graph = await simulator();
  const startMs = performance.now();
  const response = await fetch(`${graph.url}/inbox/events`);
  const events = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let seen = '';
  const until = async (text: string) => {
    while (!seen.includes(text)) seen += (await events?.read())?.value ?? '';
  };

  await until('"messageCount":0');
  while (performance.now() - startMs < 700) await sendMime(graph);
  await until(`"messageCount":${graph.messages().length}`);

  const eventCount = seen.split('event: state').length - 1;
  expect(eventCount).toBeLessThanOrEqual((performance.now() - startMs) / 200 + 1);
});
