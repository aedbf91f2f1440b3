import { expect, test } from 'vitest';
import { type MimeReason, mimeReasons } from '../../shared/mime/mimeReasons.ts';
import { message, prepare } from './message.ts';

const from = 'From: Canary Shop <canary-sender@canary.example>';
const to = 'To: Canary Ann <canary-ann@canary.example>';
const rest = ['Subject: canary subject', 'X-Canary: canary', 'Message-ID: <canary@canary.example>'];
const body = 'canary body\r\n';

const mail = (lines: readonly string[]) => message([...lines, ...rest], body);
const mailFrom = (value: string) => mail([`From: ${value}`, to]);
const mailTo = (value: string) => mail([from, `To: ${value}`]);
const encoded = `=?utf-8?B?${Buffer.from('canary@canary.example').toString('base64')}?=`;
const many = Array.from({ length: 1_001 }, (_, n) => `canary${n}@canary.example`);

/** One message for every reason code, with what only the producer may know called "canary"; with the job's recipients where they matter. */
const examples: Record<MimeReason, readonly [Buffer, (readonly string[])?]> = {
  MimeEmpty: [Buffer.alloc(0)],
  MimeByteOrderMark: [mail([`\xef\xbb\xbf${from}`, to])],
  MimeNul: [mail([from, `${to}\0`])],
  MimeBareCr: [mail([from, to, 'X: canary\rcanary'])],
  MimeMixedLineEndings: [mail([from, to, 'X: canary\nX: canary'])],
  MimeMboxLine: [mail(['From canary@canary.example Thu Jan  1', from, to])],
  MimeNoHeaderEnd: [Buffer.from(`${from}\r\n${to}\r\n${rest.join('\r\n')}`)],
  HeaderTooLarge: [mail([from, to, `X: ${'canary '.repeat(40_000)}`])],
  HeaderTooMany: [mail([from, to, ...Array.from({ length: 1_000 }, () => 'X: canary')])],
  HeaderMalformed: [mail([from, to, 'canary canary'])],
  HeaderControlByte: [mail([from, to, 'X: canary\x1b'])],
  HeaderRepeated: [mail([from, to, 'Subject: canary'])],
  ResentHeader: [mail([from, to, 'Resent-Canary: canary'])],
  FromMissing: [mail([to])],
  FromRepeated: [mail([from, from, to])],
  FromLineTooLong: [mailFrom(`${'canary '.repeat(200)}<canary@canary.example>`)],
  FromNotAscii: [mailFrom('Can\xe4ry canary <canary@canary.example>')],
  FromSeveral: [mailFrom('canary@canary.example, canary2@canary.example')],
  FromGroup: [mailFrom('canary: canary@canary.example;')],
  FromRoute: [mailFrom('<@canary.example:canary@canary.example>')],
  FromComment: [mailFrom('canary@canary.example (canary)')],
  FromDomainNotDotted: [mailFrom('canary@canary')],
  FromEncodedWord: [mailFrom('=?canary?Q?canary?= <canary@canary.example>')],
  FromDisplayNameMisleading: [mailFrom('"canary@" <canary@canary.example>')],
  FromMalformed: [mailFrom('canary canary@canary.example')],
  SenderDiffers: [mail([from, 'Sender: canary2@canary.example', to])],
  MessageIdMalformed: [message([from, to, 'Message-ID: canary'], body)],
  RecipientMalformed: [mailTo('canary canary@canary.example')],
  RecipientNotAscii: [mailTo('canary@can\xc3\xa4ry.example')],
  RecipientDomainNotDotted: [mailTo('canary@canary')],
  RecipientGroup: [mailTo('canary: canary@canary.example;')],
  RecipientRoute: [mailTo('<@canary.example:canary@canary.example>')],
  RecipientComment: [mailTo('canary@canary.example(canary)')],
  RecipientHidden: [mailTo(`${encoded} <canary2@canary.example>`)],
  EnvelopeNarrowed: [mail([from, to]), ['canary-bob@canary.example']],
  EnvelopeEmpty: [mail([from])],
  TooManyRecipients: [mail([from]), many],
};

test.each(Object.entries(examples))(
  '%s says what was found and what to change, and nothing that is in the message',
  (reason, [mime, recipients]) => {
    const answer = prepare(mime, recipients);

    if (answer.kind !== 'refused') throw new Error('The example is accepted.');
    expect(answer.reason).toBe(reason);
    expect(answer.text).toMatch(/^[A-Z0-9][^\r\n]{10,120}\. /);
    expect(answer.text.endsWith(` ${mimeReasons[answer.reason]}`)).toBe(true);
    expect(JSON.stringify(answer)).not.toMatch(/canary/i);
  },
);

/** Refusals of the message as a whole. All others begin at a line, and their text says at which. */
const placeless: readonly MimeReason[] = [
  'MimeEmpty',
  'MimeByteOrderMark',
  'MimeNoHeaderEnd',
  'HeaderTooLarge',
  'HeaderTooMany',
  'FromMissing',
  'EnvelopeNarrowed',
  'EnvelopeEmpty',
  'TooManyRecipients',
];

test.each(Object.entries(examples).filter(([reason]) => !placeless.some((one) => one === reason)))(
  '%s names the line',
  (_reason, [mime, recipients]) => {
    expect(prepare(mime, recipients)).toMatchObject({ text: expect.stringMatching(/\bline \d+/i) });
  },
);

test("what is wrong with one of the job's recipients is said by its number", () => {
  const answer = prepare(mail([from, to]), ['canary-ann@canary.example', 'Canary <canary@canary>']);

  expect(answer).toMatchObject({
    reason: 'RecipientMalformed',
    text: expect.stringMatching(/^Recipient 2 of those given with the job /),
  });
  expect(JSON.stringify(answer)).not.toMatch(/canary/i);
});
