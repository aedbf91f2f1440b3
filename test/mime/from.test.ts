import { expect, test } from 'vitest';
import { messageFrom, prepare, prepared, reasonFor } from './message.ts';

const b64 = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

const accepted: readonly [value: string, from: string][] = [
  [' shop@example.com', 'shop@example.com'],
  ['shop@example.com', 'shop@example.com'],
  [' \tshop@example.com \t', 'shop@example.com'],
  [' <shop@example.com>', 'shop@example.com'],
  [' Shop <shop@example.com>', 'shop@example.com'],
  [' Shop<shop@example.com>', 'shop@example.com'],
  [' John Q. Public <j.q@example.com>', 'j.q@example.com'],
  [" Niamh O'Hara | Sales! <n_o+x@example.com>", 'n_o+x@example.com'],
  [' "Doe, John: \\"Jo\\" \\\\ [x]; y" <john@example.com>', 'john@example.com'],
  [' "Shop" GmbH "& Co" <shop@example.com>', 'shop@example.com'],
  [' "" <shop@example.com>', 'shop@example.com'],
  [' "Shop\r\n of Ann"\r\n\t<shop@example.com>', 'shop@example.com'],
  ['\r\n Shop\r\n <shop@example.com>', 'shop@example.com'],
  [' =?utf-8?Q?J=C3=BCrgen_M?= =?UTF-8?b?w7xsbGVy?= <j@example.com>', 'j@example.com'],
  [
    ' =?utf-8?Q?J=C3=BCrgen?=\r\n =?utf-8?Q?_M=C3=BCller=2C_Dr=2E?= <j@example.com>',
    'j@example.com',
  ],
  [' =?iso-8859-1?Q?J=FCrgen?= <j@example.com>', 'j@example.com'],
  [' =?Windows-1252?Q?J=FCrgen?= <j@example.com>', 'j@example.com'],
  [' "=?utf-8?Q?J=C3=BCrgen?=" <j@example.com>', 'j@example.com'],
  [` ${b64('日本 株式会社')} <j@example.com>`, 'j@example.com'],
  [' Shop <SHOP@Example.COM>', 'shop@example.com'],
  [' Shop <shop@XN--Bcher-KVA.example>', 'shop@xn--bcher-kva.example'],
  [' shop@a-b.c1.museum', 'shop@a-b.c1.museum'],
  [' imcea@example.com', 'imcea@example.com'],
  [" !#$%&'*+/?=^_`{|}~-@example.com", "!#$%&'*+/?=^_`{|}~-@example.com"],
];

test.each(accepted)('From:%s is accepted', (value, from) => {
  const mime = messageFrom(value);

  const mail = prepared(mime);

  expect(mail.from).toBe(from);
  expect(mail.mime.equals(mime)).toBe(true);
});

const refused: Readonly<Record<string, readonly string[]>> = {
  FromSeveral: [
    'a@example.com, b@example.com',
    'a@example.com,',
    'a@example.com; b@example.com',
    '<a@example.com> <b@example.com>',
    '"x" <a@example.com>, <b@example.com>',
    'Doe, John <a@example.com>',
    '"x"@example.com, y <a@example.com>',
  ],
  FromGroup: ['Team: a@example.com;', 'Team:;', ':a@example.com', 'Re: Shop <a@example.com>'],
  FromRoute: ['<@a.example,@b.example:c@example.com>', 'x <@a.example:c@example.com>'],
  FromComment: [
    'a@example.com (Shop)',
    '(Shop) a@example.com',
    'Shop (Sales) <a@example.com>',
    '(b@example.org) <a@example.com>',
    'a@example.com(x)evil.example',
    'a(x)@example.com',
    '<a@(x)example.com>',
    '<a@example.com(x)>',
    '(a (nested) b) a@example.com',
  ],
  FromNotAscii: ['J\xc3\xbcrgen <a@example.com>', '\xfc <a@example.com>', 'a@ex\xc3\xa4mple.com'],
  FromDomainNotDotted: ['a@localhost', 'Shop <a@com>'],
  FromDisplayNameMisleading: [
    '"boss@example.org" <a@example.com>',
    'boss@example.org <a@example.com>',
    '"boss@example.org <boss@example.org>" <a@example.com>',
    '"Shop (Sales)" <a@example.com>',
    `${b64('boss@example.org')} <a@example.com>`,
    `${b64('Boss <boss')}${b64('>')} <a@example.com>`,
    '=?utf-8?Q?boss=40example.org?= <a@example.com>',
    '"=?utf-8?Q?boss=40example.org?=" <a@example.com>',
    '=?utf-8?Q?a?= =?utf-8?Q?=3Cb=3E?= <a@example.com>',
    `${b64('boss\uff20example.org')} <a@example.com>`,
    `${b64('a\r\nFrom: b')} <a@example.com>`,
    `${b64('a\0b')} <a@example.com>`,
    `${b64('a\u202egro.elpmaxe')} <a@example.com>`,
    `${b64('a\u2028b')} <a@example.com>`,
    '=?iso-8859-8?Q?a=FDb?= <a@example.com>',
  ],
  FromEncodedWord: [
    '=?utf-8?Q?a <a@example.com>',
    '=?utf-8?X?a?= <a@example.com>',
    '=?utf-8?B?YQ?= <a@example.com>',
    '=?utf-8?B?Y*==?= <a@example.com>',
    '=?utf-8?Q?a=4?= <a@example.com>',
    '=?utf-8?Q?a b?= <a@example.com>',
    '=?utf-8?Q?a?b?= <a@example.com>',
    '=?utf-8?Q?=FF?= <a@example.com>',
    '=?utf-7?Q?+AEA-?= <a@example.com>',
    '=?utf-8*en?Q?a?= <a@example.com>',
    '=?utf-16?B?5WU=?= <a@example.com>',
    '=?iso-2022-jp?B?GyRCRnxLXBsoQg==?= <a@example.com>',
    '=?x?Q?a?= <a@example.com>',
    `${b64('=?utf-8?Q?boss=40example.org?=')} <a@example.com>`,
    `${b64('=')} ${b64('?utf-8?Q?x?=')} <a@example.com>`,
  ],
  FromMalformed: [
    'Shop',
    'Shop a@example.com',
    'a@example.com b@example.com',
    'a @example.com',
    'a@ example.com',
    '< a@example.com>',
    '<a@example.com >',
    '<a@exam\r\n ple.com>',
    '<a@example.com> Shop',
    '<a@example.com>b@example.org',
    'Shop <a@example.com',
    'Shop a@example.com>',
    '<<a@example.com>>',
    '<a@example.com> <',
    '"Shop <a@example.com>',
    'Shop" <a@example.com>',
    'Sh"op" <a@example.com>',
    '"Sh"op <a@example.com>',
    '"a\\,b" <a@example.com>',
    '"a\\@b" <a@example.com>',
    'a\\,b <a@example.com>',
    '[Shop] <a@example.com>',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    '"a"@example.com',
    '"evil@example.org x"@example.com',
    '<"a b"@example.com>',
    'a@b@example.com',
    'a@example.com@',
    '@example.com',
    '<@a>',
    'a@',
    '.a@example.com',
    'a.@example.com',
    'a..b@example.com',
    'a@.example.com',
    'a@example.com.',
    'a@example..com',
    'a@-example.com',
    'a@example-.com',
    'a@ex_ample.com',
    'a@ex*mple.com',
    '=?utf-8?Q?b?=@example.com',
    'a@xn--0.example',
    'IMCEASMTP-boss+40example+2Eorg@example.com',
    '<imceaex-_o=example_cn=boss@example.com>',
    'a@xn--.example',
    'a@xn---foo.example',
    'a@xn--abc-.example',
    `a@${'x'.repeat(64)}.example`,
    `${'x'.repeat(65)}@example.com`,
    `a@${'x.'.repeat(130)}com`,
    '',
    ' ',
    '\r\n (',
    '""',
    '<>',
    '"" <>',
  ],
};

test.each(
  Object.entries(refused).flatMap(([reason, values]) =>
    values.map((value) => ({ reason, value, shown: JSON.stringify(value) })),
  ),
)('From: $shown is refused with $reason', ({ reason, value }) => {
  expect(reasonFor(messageFrom(` ${value}`))).toBe(reason);
});

test('a From line over 998 bytes is refused, however honest, and a folded one accepted', () => {
  const name = 'x'.repeat(900);

  const long = reasonFor(messageFrom(` ${name} ${name} <a@example.com>`));
  const folded = reasonFor(messageFrom(` ${name}\r\n ${name} <a@example.com>`));

  expect([long, folded]).toEqual(['FromLineTooLong', 'prepared']);
});

test('the refusal shows the character in the display name, not the name or the address', () => {
  const answer = prepare(messageFrom(` ${b64('boss@example.org')} <a@example.com>`));

  expect(answer).toMatchObject({
    text: expect.stringContaining('From (line 1): the display name holds, once decoded, U+0040.'),
  });
});
