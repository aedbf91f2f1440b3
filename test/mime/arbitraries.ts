import fc from 'fast-check';

/** Addresses: ordinary, odd but legal, and ones that no header should hold. */
const address = fc.constantFrom(
  'good@example.com',
  'x.y+z@sub.example.org',
  "o'brien@x.example",
  'u@xn--bcher-kva.example',
  'evil@evil.test',
  '"jo ann"@example.com',
  '"jo..ann"@example.com',
  '"evil@evil.test x"@example.com',
  '=?utf-8?Q?evil?=@example.com',
  '@evil.test',
  'a@b@example.com',
  'good@example.com.',
  'good@localhost',
  'good@xn--0.example',
);

const word = fc.constantFrom(
  'Shop',
  'J.',
  "O'Hara",
  '"Doe, John"',
  '"a\\"b"',
  '"\\\\"',
  '""',
  '=?utf-8?Q?J=C3=BCrgen?=',
  '=?utf-8?B?SsO8cmdlbg==?=',
  '=?iso-8859-1?Q?a_b?=',
  '"=?utf-8?Q?a?="',
  '=?utf-8?Q?=22?=',
  '=?utf-8?Q?=2C?=',
  '=?utf-8?Q?=5C?=',
  '=?utf-8?Q?=3C?=',
  '=?utf-8?q?a b?=',
  '=?x?q?a?=',
  '(c)',
  'Ü',
  "'",
  '|',
  'Team',
);

const punctuation = fc.constantFrom(
  ' ',
  '\r\n ',
  '\t',
  ',',
  ', ',
  ';',
  ':',
  ':;',
  '<',
  '>',
  '@',
  '.',
  '[',
  ']',
  '(',
  ')',
  '"',
  '\\',
  '=?',
  '?=',
  '\u00a0',
);

const wrapped = fc
  .tuple(address, fc.nat(5))
  .map(
    ([text, how]) =>
      [
        text,
        `<${text}>`,
        `"${text}"`,
        `(${text})`,
        `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`,
        `=?utf-8?Q?${text.replaceAll('@', '=40').replaceAll('"', '=22').replaceAll(' ', '_')}?=`,
      ][how] ?? text,
  );

const piece = fc.oneof(
  { weight: 5, arbitrary: word },
  { weight: 3, arbitrary: wrapped },
  { weight: 3, arbitrary: punctuation },
);
const gap = fc.constantFrom('', ' ', ' ', '\r\n ');
const pieces = fc
  .array(fc.tuple(piece, gap), { maxLength: 5 })
  .map((parts) => parts.map((part) => part.join('')).join(''));

/** Values of address headers in UTF-8: from ordinary to mad, about a tenth of them acceptable. */
export const addressValue: fc.Arbitrary<string> = fc.oneof(
  pieces,
  fc.tuple(pieces, address).map(([name, text]) => `${name} <${text}>`),
  fc
    .tuple(fc.array(word, { maxLength: 4 }), address)
    .map(([name, text]) => `${name.join(' ')} <${text}>`),
  address,
);

/** Header lines that have to do with the sender, most of them of the kind that splits parsers. */
export const senderLine: fc.Arbitrary<string> = fc.constantFrom(
  'From: good@example.com',
  'From: Shop <good@example.com>',
  'FROM:good@example.com',
  'From:\r\n good@example.com',
  'From: evil@evil.test',
  'From : evil@evil.test',
  ' From: evil@evil.test',
  'From\r\n : evil@evil.test',
  'From\0: evil@evil.test',
  'X: y\r\n \r\nFrom: evil@evil.test',
  'X: y\nFrom: evil@evil.test',
  'X: y\rFrom: evil@evil.test',
  'X: y\u2028From: evil@evil.test',
  'X: y\x0bFrom: evil@evil.test',
  'X: y\r\n\u00a0\r\nFrom: evil@evil.test',
  '\ufeffFrom: evil@evil.test',
  '>From: evil@evil.test',
  'From evil@evil.test Thu Jan  1',
  'X-From: evil@evil.test',
  'Sender: good@example.com',
  'Sender: evil@evil.test',
  'Resent-From: evil@evil.test',
  'Reply-To: evil@evil.test',
  'Subject: From: evil@evil.test',
  'To: ann@example.net',
  'To: ann@example.net',
  'X: y',
  'X:',
);

/** Addresses that are recipients, no two of them the same. */
export const recipientSet: fc.Arbitrary<string[]> = fc.uniqueArray(
  fc
    .tuple(
      fc.stringMatching(
        /^(?:[a-z0-9!#$%&'*+/?^_`{|}~-]{1,12}(?:\.[a-z0-9]{1,5})?|"[a-z]{1,5}(?:\.\.| )[a-z]{1,5}")$/,
      ),
      fc.constantFrom('example.net', 'a-b.example.org', 'xn--bcher-kva.example', 'mail.x1.museum'),
    )
    .map((parts) => parts.join('@')),
  { maxLength: 12 },
);
