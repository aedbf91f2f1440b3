import { expect, test } from 'vitest';
import { prepareMail } from '../../shared/mime/prepareMail.ts';
import { message, ordinary, prepare, prepared, reasonFor } from './message.ts';

const { from, to, subject } = ordinary;
const withId = (value: string) => message([from, to, `Message-ID:${value}`]);

test('a message without Message-ID gets one as its first line, and no other byte', () => {
  const mime = message([from, to, subject]);

  const mail = prepared(mime);

  expect(mail.messageId).toBe('<mailchute.0a1b@example.com>');
  expect(mail.mime.toString('latin1')).toBe(
    `Message-ID: <mailchute.0a1b@example.com>\r\n${mime.toString('latin1')}`,
  );
});

test('the Message-ID that was added is kept when the message comes back for another attempt', () => {
  const first = prepared(message(['From: a@XN--Bcher-KVA.example', to]));

  const second = prepared(first.mime);

  expect(first.messageId).toBe('<mailchute.0a1b@xn--bcher-kva.example>');
  expect(second).toEqual(first);
});

test.each([
  [' <1@example.com>', '<1@example.com>'],
  ['<1@example.com>', '<1@example.com>'],
  ['\r\n <1@example.com>', '<1@example.com>'],
  ['\t<1@example.com> \t', '<1@example.com>'],
  [' <AM0PR05MB4866.eurprd05.prod.outlook.com@X>', '<AM0PR05MB4866.eurprd05.prod.outlook.com@X>'],
  [" <a'b/c:d+e==;f[g]@[10.0.0.1]>", "<a'b/c:d+e==;f[g]@[10.0.0.1]>"],
])('a Message-ID is returned exactly as written: %j', (value, id) => {
  const mime = withId(value);

  const mail = prepared(mime);

  expect(mail.messageId).toBe(id);
  expect(mail.mime.equals(mime)).toBe(true);
});

test.each([
  '',
  ' ',
  ' 1@example.com',
  ' <1>',
  ' <@example.com>',
  ' <1@>',
  ' <1@2@example.com>',
  ' <1@example.com',
  ' <1 2@example.com>',
  ' <1\r\n 2@example.com>',
  ' <1@example.com> <2@example.com>',
  ' <1@example.com> (added)',
  ' <"1 2"@example.com>',
  ' <1(x)@example.com>',
  ' <a,b@example.com>',
  ' <a\\b@example.com>',
  ' <\xfc@example.com>',
  ' \xa0<1@example.com>',
])('a Message-ID that is not one plain id is refused: %j', (value) => {
  expect(reasonFor(withId(value))).toBe('MessageIdMalformed');
});

test('a Message-ID may be as long as a line allows, 986 bytes', () => {
  const id = (bytes: number) => `<${'x'.repeat(bytes - '<@example.com>'.length)}@example.com>`;

  expect(prepared(withId(` ${id(986)}`)).messageId).toBe(id(986));
  expect(reasonFor(withId(` ${id(987)}`))).toBe('MessageIdMalformed');
});

test.each(['', 'a b', 'a@b', 'a..b', '.a', 'a>\r\nBcc: x', 'ü'])(
  'a left side for the added id that is no dot-atom is our own mistake: %j',
  (fallbackMessageIdLocalPart) => {
    const prepareIt = () => prepareMail(message([from, to]), { fallbackMessageIdLocalPart });

    expect(prepareIt).toThrow(TypeError);
  },
);

test('the added Message-ID does not depend on what else is in the message', () => {
  const ids = ['a', 'b'].map((body) => prepare(message([from, to], body)));

  expect(ids.map((mail) => mail.kind === 'prepared' && mail.messageId)).toEqual([
    '<mailchute.0a1b@example.com>',
    '<mailchute.0a1b@example.com>',
  ]);
});
