import fc from 'fast-check';
import { addressValue, senderLine } from './arbitraries.ts';

/** Names as attackers write them, most of them plainly right. */
const fieldName = (name: string) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constant(name) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        name.toUpperCase(),
        name.toLowerCase(),
        `${name} `,
        `${name}\t`,
        `${name}\r\n `,
        ` ${name}`,
        `\ufeff${name}`,
        `${name}\0`,
        `X: y\r${name}`,
        `X: y\u2028${name}`,
        `\u00a0${name}`,
      ),
    },
  );

const afterColon = fc.constantFrom(' ', ' ', ' ', '', '\t', '\r\n ', '\r\n\t', ' \r\n ');

const field = (name: string, value: fc.Arbitrary<string>) =>
  fc
    .tuple(fieldName(name), afterColon, value)
    .map(([written, space, text]) => `${written}:${space}${text}`);

const plainFrom = fc.constantFrom(
  'From: good@example.com',
  'From: Shop <good@example.com>',
  'From: "Doe, \\"Jo\\"" <GOOD@example.com>',
  'From:\r\n =?utf-8?Q?J=C3=BCrgen?=\r\n =?utf-8?B?TcO8bGxlcg==?=\r\n <good@example.com>',
);

const other = fc.oneof(
  { weight: 4, arbitrary: senderLine },
  { weight: 2, arbitrary: field('To', addressValue) },
  { weight: 1, arbitrary: field('Sender', addressValue) },
  { weight: 1, arbitrary: field('Reply-To', addressValue) },
  { weight: 1, arbitrary: field('Resent-From', addressValue) },
  { weight: 2, arbitrary: field('X-Text', addressValue) },
  {
    weight: 4,
    arbitrary: fc.constantFrom('Subject: Grüße', 'Date: x', 'X: a\r\n b', 'Cc: c@d.example'),
  },
);

/** Bytes put anywhere; one message in three gets one. */
const noise = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '\0',
      '\r',
      '\n',
      '\r\n',
      '\r\n ',
      '\x85',
      '\xfc',
      '\x1b',
      '\\',
      '"',
      '(',
      '<',
    ),
  },
);

/**
 * Messages as bytes, of whole header blocks: one From or two or none, folded, encoded, commented, grouped, in any place,
 * with other sender headers around it, in UTF-8 or Latin-1, with CRLF or LF, sometimes with a wrong byte somewhere.
 */
export const anyMessage: fc.Arbitrary<Buffer> = fc
  .tuple(
    fc.oneof(
      { weight: 5, arbitrary: plainFrom.map((line) => [line]) },
      { weight: 5, arbitrary: field('From', addressValue).map((line) => [line]) },
      { weight: 1, arbitrary: fc.array(field('From', addressValue), { maxLength: 2 }) },
    ),
    fc.array(other, { maxLength: 3 }),
    fc.nat(3),
    fc.constantFrom('\r\n', '\r\n', '\n'),
    fc.constantFrom<BufferEncoding>('utf8', 'utf8', 'latin1'),
    noise,
    fc.nat(1_000),
  )
  .map(([from, others, place, newline, encoding, byte, at]) => {
    const lines = others.toSpliced(place, 0, ...from);
    const text = [...lines, 'Bcc: ann@example.net', '', 'Hello\r\n'].join('\r\n');
    const mime = Buffer.from(text.replaceAll('\r\n', newline), encoding);
    const byteAt = at % mime.length;
    return Buffer.concat([
      mime.subarray(0, byteAt),
      Buffer.from(byte, 'latin1'),
      mime.subarray(byteAt),
    ]);
  });
