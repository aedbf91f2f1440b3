import { expect, test } from 'vitest';
import { messageTo, prepare, prepared, reasonFor } from './message.ts';

const b64 = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

const read: readonly [value: string, recipients: readonly string[]][] = [
  [' ann@example.net', ['ann@example.net']],
  [' <ann@example.net>', ['ann@example.net']],
  [' Ann <ann@example.net>', ['ann@example.net']],
  [' ann@example.net,bob@example.net', ['ann@example.net', 'bob@example.net']],
  [' Ann <ann@example.net>,\r\n\tBob <bob@example.net>', ['ann@example.net', 'bob@example.net']],
  [' "Doe, Ann" <ann@example.net>', ['ann@example.net']],
  [' "Ann \\"A\\" O\\\'Doe; x" <ann@example.net>', ['ann@example.net']],
  [' "ann@example.net" <ann@example.net>', ['ann@example.net']],
  [' "bob@example.org" <ann@example.net>', ['ann@example.net']],
  [' "\'ann@example.net\'" <ann@example.net>', ['ann@example.net']],
  [` ${b64('ann@example.net')} <Ann@example.net>`, ['ann@example.net']],
  [` ${b64('Müller, Ann')}\r\n ${b64(' (Sales)')} <ann@example.net>`, ['ann@example.net']],
  [' =?iso-2022-jp?B?GyRCMnE8UhsoQg==?= <ann@example.net>', ['ann@example.net']],
  [' =?gb2312?B?w/fM7A==?= <ann@example.net>', ['ann@example.net']],
  [' =?x-unknown?Q?a=80?= <ann@example.net>', ['ann@example.net']],
  [' =?cp1252?Q?a=80?= <ann@example.net>', ['ann@example.net']],
  [' =?unicode-1-1-utf-8?Q?a?= <ann@example.net>', ['ann@example.net']],
  [' M\xc3\xbcller <ann@example.net>', ['ann@example.net']],
  [' J. R. Doe <ann@example.net>', ['ann@example.net']],
  [' ann@example.net (Ann)', ['ann@example.net']],
  [' (Ann) ann@example.net', ['ann@example.net']],
  [' Ann (Sales) <ann@example.net> (work)', ['ann@example.net']],
  [' ann@example.net,, ,\r\n bob@example.net,', ['ann@example.net', 'bob@example.net']],
  [' ann@example.net, ANN@Example.NET, "ann"@example.net', ['ann@example.net']],
  [
    ' "jo..ann"@example.net, <"jo ann"@example.net>',
    ['"jo..ann"@example.net', '"jo ann"@example.net'],
  ],
  [' "JO..ann"@example.net, "jo..ann"@EXAMPLE.net', ['"jo..ann"@example.net']],
  [' undisclosed-recipients:;, ann@example.net', ['ann@example.net']],
  [' "A: b" (c) : (d) ;, ann@example.net', ['ann@example.net']],
  [' ann@xn--bcher-kva.example', ['ann@xn--bcher-kva.example']],
];

test.each(read)('To:%j is read', (value, recipients) => {
  const mime = messageTo(value);

  const mail = prepared(mime);

  expect(mail.recipients).toEqual(recipients);
  expect(mail.mime.equals(mime)).toBe(true);
});

const refused: Readonly<Record<string, readonly string[]>> = {
  RecipientGroup: [
    'Team: ann@example.net, bob@example.net;',
    'Team: ann@example.net',
    'Team: <ann@example.net>;',
    'a: b: ;',
    ':;',
    'a:; b:;',
    'a:; ann@example.net',
    'ann@example.net:;',
    '"ann@example.net":;',
    `${b64('<ann@example.net>')}:;`,
  ],
  RecipientRoute: ['<@a.example,@b.example:ann@example.net>', 'x <@a.example:ann@example.net>'],
  RecipientComment: [
    'ann@example.net(x)evil.example',
    'ann@example.net(x)',
    '(x)ann@example.net',
    'ann(x)@example.net',
    'ann@(x)example.net',
    'ann@example(x).net',
    'Ann <ann(x)@example.net>',
    'ann@example.net (bob@example.org)',
    'Ann (bob@example.org) <ann@example.net>',
    'Ann (=?utf-7?Q?bob+AEA-example.org?=) <ann@example.net>',
    `ann@example.net (${b64('bob@example.org')})`,
    '(bob@example.org)',
    'ann@example.net (Ann (home))',
    'ann@example.net (Ann \\) home)',
  ],
  RecipientHidden: [
    `${b64('bob@example.org')} <ann@example.net>`,
    `"${b64('bob@example.org')}" <ann@example.net>`,
    '=?utf-8?Q?bob=40example.org?= <ann@example.net>',
    '=?utf-8?Q?bob=40example.org b?= <ann@example.net>',
    '=?utf-8?Q?jo_ann=40example.net?= <jo_ann@example.net>',
    `=?utf-8?Q?b=40?= ${b64('x.example')} <ann@example.net>`,
    `${b64('ann@example.net, bob@example.org')} <ann@example.net>`,
    `${b64('Ann\r\nBcc: bob')} <ann@example.net>`,
    `${b64(b64('bob@example.org'))} <ann@example.net>`,
    '=?utf-8?Q?a?b=40example.org?= <ann@example.net>',
    '=?x-unknown?Q?bob=40example.org?= <ann@example.net>',
    '=?utf-7?Q?bob+AEA-example.org?= <ann@example.net>',
    '=?unicode-1-1-utf-7*en?Q?bob+AEA-example.org?= <ann@example.net>',
    '=?utf-16be?B?AGIAQABjAC4AZA==?= <ann@example.net>',
    '=?IBM037?Q?=82=7C=83?= <ann@example.net>',
    '=?cp500?Q?=82=7C=83?= <ann@example.net>',
  ],
  RecipientNotAscii: [
    'ann@b\xc3\xbccher.example',
    '<ann@b\xc3\xbccher.example>',
    'J\xc3\xbcrgen@example.net',
    'J\xc3\xbcrgen ann@example.net',
  ],
  RecipientDomainNotDotted: ['ann@localhost', '<ann@localhost>'],
  RecipientMalformed: [
    'M\xfcller <ann@example.net>',
    'Ann',
    'Ann ann@example.net',
    'ann@example.net bob@example.net',
    'ann@example.net; bob@example.net',
    'ann@example.net <bob@example.net>',
    'x@y Ann <bob@example.net>',
    '<ann@example.net> <bob@example.net>',
    '<ann@example.net> Ann',
    '<ann@example.net> Ann <bob@example.net>',
    'Ann <ann@example.net',
    'Ann ann@example.net>',
    'Ann <<ann@example.net>>',
    '< ann@example.net>',
    '<ann@\r\n example.net>',
    'ann @example.net',
    '"Ann <ann@example.net>',
    '(Ann <ann@example.net>',
    'Ann) <ann@example.net>',
    '[Ann] <ann@example.net>',
    'Ann\\, B <ann@example.net>',
    'ann@[10.0.0.1]',
    'ann@10.0.0.1',
    '"bob@example.org x"@example.net',
    '"bob@example.org"@example.net',
    '"a\\"b"@example.net',
    '"a,b"@example.net',
    '""@example.net',
    '=?utf-8?Q?bob?=@example.net',
    'ann@bob@example.net',
    'a..b@example.net',
    'IMCEASMTP-bob+40example+2Eorg@example.net',
    '"IMCEASMTP-bob+40example+2Eorg"@example.net',
    'ann@xn--0.example',
    'ann@ex_ample.net',
    '<>',
    '"Ann" <>',
  ],
};

test.each(
  Object.entries(refused).flatMap(([reason, values]) =>
    values.map((value) => ({ reason, value, shown: JSON.stringify(value) })),
  ),
)('To: $shown is refused with $reason', ({ reason, value }) => {
  expect(reasonFor(messageTo(` first@example.net, ${value}`))).toBe(reason);
});

test('the refusal names header and line, not the recipient', () => {
  const answer = prepare(
    messageTo(' ann@example.net,\r\n bob@example.net,\r\n Carl <carl@localhost>'),
  );

  expect(answer).toMatchObject({
    text: expect.stringContaining('To (line 4) has an address that has a domain without a dot.'),
  });
  expect(JSON.stringify(answer)).not.toMatch(/carl|bob|ann/i);
});
