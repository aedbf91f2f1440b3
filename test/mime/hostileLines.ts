/**
 * Header lines on which a regular expression or a nested loop goes quadratic, each about this many bytes long:
 * at 256 KB that is minutes instead of milliseconds. `Message-ID: a<spaces>a` took 72 s with `/[ \t]+$/`.
 */
export function hostileLines(sizeBytes: number) {
  const fill = (start: string, pattern: string, end = '') =>
    start +
    pattern.repeat(Math.floor((sizeBytes - start.length - end.length) / pattern.length)) +
    end;
  return {
    'quoted strings': fill('To: ', '"a" '),
    'open quotes': fill('To: ', '\\"'),
    'escapes in quotes': fill('To: "', '\\a', '" <a@b.example>'),
    'open angle brackets': fill('To: ', '<'),
    'angle brackets': fill('To: ', '<a@b.example>,'),
    'open parentheses': fill('To: ', '('),
    'nested comments': `${fill('To: ', '(')})`,
    comments: fill('To: ', '(a)'),
    commas: fill('To: ', ','),
    groups: fill('To: ', 'a:;,'),
    colons: fill('To: ', ':'),
    words: fill('To: ', 'a '),
    'a local part of dots': fill('To: ', 'a.', '@b.example'),
    'encoded words': fill('To: ', '=?utf-8?q?a?= ', '<a@b.example>'),
    'encoded words in an unknown charset': fill('To: ', '=?x?q??= ', '<a@b.example>'),
    'encoded words in a charset of many bytes': fill('To: ', '=?gb18030?q?a?= ', '<a@b.example>'),
    'encoded words in comments': fill('To: ', '(=?x?q?=40?=) '),
    'starts of encoded words': fill('To: ', '=?', ' <a@b.example>'),
    'starts of encoded words with a charset': fill('To: ', '=?x?q?', ' <a@b.example>'),
    'ends of encoded words': fill('To: ', '?= ', ' <a@b.example>'),
    'spaces between encoded words': fill('To: ?=', ' ', '<a@b.example>'),
    'one long encoded word': fill('To: =?utf-8?q?', '=41', '?= <a@b.example>'),
    'one long base64 word': fill('To: =?utf-8?b?', 'QUFB', '?= <a@b.example>'),
    'different addresses': `To: ${Array.from({ length: sizeBytes / 18 }, (_, n) => `${n}@b.example`)}`,
    'international addresses': fill('To: ', 'a@xn--bcher-kva.example,'),
    'long international domains': fill('To: ', `a@xn--${'bcher-'.repeat(8)}kva.example,`),
    'spaces in a Message-ID': fill('Message-ID: a', ' ', 'a'),
    'a long Message-ID': fill('Message-ID: <', 'a@', '>'),
    folds: fill('X: a', '\r\n a'),
    'folds in To': fill('To: a', '\r\n a'),
    'empty fields': fill('X:', '\r\nX:'),
    'a long header name': fill('X', 'x', ': y'),
    'a long line that is no field': fill('x', ' x'),
    'spaces before a colon': fill('X', ' ', ': y'),
    'spaces at the end of Bcc': fill('To: a@b.example\r\nBcc: a@b.example', ' '),
    'commas and spaces at the end of Bcc': fill('To: a@b.example\r\nBcc: ', ',      '),
  };
}
