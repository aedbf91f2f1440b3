import { expect, test } from 'vitest';
import { maxHeaderBytes } from '../../shared/mime/limits.ts';
import { message, ordinary, prepare } from './message.ts';

/** The longest header line of this pattern that leaves room for what is added to the header block. */
function repeated(start: string, pattern: string, end = ''): string {
  const room = maxHeaderBytes - ordinary.from.length - start.length - end.length - 200;
  return start + pattern.repeat(Math.floor(room / pattern.length)) + end;
}

/**
 * Shapes on which a regular expression or a nested loop goes quadratic: at this size minutes instead of milliseconds,
 * so the test's own time limit tells. `Message-ID: a<spaces>a` took 72 s with `/[ \t]+$/`.
 */
const hostile = {
  'quoted strings': repeated('To: ', '"a" '),
  'open quotes': repeated('To: ', '\\"'),
  'escapes in quotes': repeated('To: "', '\\a', '" <a@b.example>'),
  'open angle brackets': repeated('To: ', '<'),
  'angle brackets': repeated('To: ', '<a@b.example>,'),
  'open parentheses': repeated('To: ', '('),
  'nested comments': `${repeated('To: ', '()').replaceAll(')', '')})`,
  comments: repeated('To: ', '(a)'),
  commas: repeated('To: ', ','),
  groups: repeated('To: ', 'a:;,'),
  colons: repeated('To: ', ':'),
  words: repeated('To: ', 'a '),
  'a local part of dots': repeated('To: ', 'a.', '@b.example'),
  'encoded words': repeated('To: ', '=?utf-8?q?a?= ', '<a@b.example>'),
  'encoded words in an unknown charset': repeated('To: ', '=?x?q??= ', '<a@b.example>'),
  'encoded words in comments': repeated('To: ', '(=?x?q?=40?=) '),
  'starts of encoded words': repeated('To: ', '=?', ' <a@b.example>'),
  'starts of encoded words with a charset': repeated('To: ', '=?x?q?', ' <a@b.example>'),
  'ends of encoded words': repeated('To: ', '?= ', ' <a@b.example>'),
  'spaces between encoded words': repeated('To: ?=', ' ', '<a@b.example>'),
  'one long encoded word': repeated('To: =?utf-8?q?', '=41', '?= <a@b.example>'),
  'one long base64 word': repeated('To: =?utf-8?b?', 'QUFB', '?= <a@b.example>'),
  'different addresses': `To: ${Array.from({ length: 15_000 }, (_, n) => `${n}@b.example`)}`,
  'spaces in a Message-ID': repeated('Message-ID: a', ' ', 'a'),
  'a long Message-ID': repeated('Message-ID: <', 'a@', '>'),
  folds: repeated('X: a', '\r\n a'),
  'folds in To': repeated('To: a', '\r\n a'),
  'empty fields': repeated('X:', '\r\nX:'),
  'a long header name': repeated('X', 'x', ': y'),
  'a long line that is no field': repeated('x', ' x'),
  'spaces before a colon': repeated('X', ' ', ': y'),
  'spaces at the end of Bcc': repeated('To: a@b.example\r\nBcc: a@b.example', ' '),
  'commas and spaces at the end of Bcc': repeated('To: a@b.example\r\nBcc: ', ',      '),
};

test.each(Object.entries(hostile))('256 KB of %s get an answer at once', (_what, line) => {
  const answer = prepare(message([ordinary.from, line]), ['a@b.example', 'c@d.example']);

  expect(['prepared', 'refused']).toContain(answer.kind);
  expect(answer).not.toMatchObject({ reason: 'HeaderTooLarge' });
});

test.each(Object.entries(hostile))(
  '64 KB of %s as From, folded at every space, get an answer at once',
  (_what, line) => {
    const value = line.slice(line.indexOf(':') + 1, 65_536).replaceAll(' ', '\r\n ');

    const answer = prepare(message([ordinary.to, `From:${value}`]));

    expect(answer.kind).toBe('refused');
  },
);
