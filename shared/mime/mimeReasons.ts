/**
 * Every reason for which a MIME message is refused: what it means and what to change, in one place,
 * because operators, documents and tests rely on the codes.
 */
export const mimeReasons = {
  MimeEmpty: 'A job carries a whole MIME message: header fields, a blank line, then the body.',
  MimeByteOrderMark:
    'A byte order mark hides the first header from some mail programs. Save the message without it, as plain bytes.',
  MimeNul:
    'Mail programs cut text at a NUL byte in different places. Encode binary content in base64.',
  MimeBareCr:
    'A CR without LF is a line end to some programs and not to others. End every line with CRLF, or every line with LF.',
  MimeMixedLineEndings:
    'In such a header block programs find different fields, or another end of it. End all header lines and the blank line after them with CRLF, or all with LF.',
  MimeMboxLine:
    'That line belongs to a mailbox file, not to a message. Remove it: the first line is a header field such as "From: Shop <shop@example.com>".',
  MimeNoHeaderEnd:
    'A blank line ends the header block; without it a message cut short could pass as a whole one. Send header fields, a blank line, then the body.',
  HeaderTooLarge:
    'Exchange takes no larger one by default. Send fewer recipients in one message, and move data out of headers.',
  HeaderTooMany: 'No ordinary message has that many. Move data out of headers into the body.',
  HeaderMalformed:
    'Each header line is "Name: value" with no space before the colon, or begins with a space or tab and continues the line before with visible text. A line that is neither is read differently by different programs.',
  HeaderControlByte:
    'Control characters and Unicode line separators split a header line in some programs. Remove them, or put the text into an encoded word (RFC 2047).',
  HeaderRepeated:
    'That header may stand only once; programs differ in which one they obey. Write it once.',
  ResentHeader:
    'Resent-* headers replace sender and recipients in some programs. Remove them all; forward the message as an attachment instead.',
  FromMissing:
    'Without From nobody can tell who sends. Write one line such as "From: Shop <shop@example.com>".',
  FromRepeated:
    'Programs differ in which From they show, the first or the last. Write exactly one From.',
  FromLineTooLong:
    'A relay may break such a line inside the address. Shorten the display name or fold the line.',
  FromNotAscii:
    'From is plain ASCII: write the display name as an encoded word (RFC 2047) and the domain in its xn-- form.',
  FromSeveral:
    'From names exactly one mailbox. Write one address; a name with a comma or semicolon goes in quotes: "Doe, John" <john@example.com>.',
  FromGroup:
    'From names one mailbox, not a group. Write one address; a name with a colon goes in quotes.',
  FromRoute:
    'Source routes inside <> are obsolete and are read differently. Write the address alone: <user@example.com>.',
  FromComment:
    'Text in parentheses is glued to the address by some programs. Write the name before the address: Shop <shop@example.com>.',
  FromDomainNotDotted:
    'The sender is looked up by a full address. Write the whole domain, such as user@example.com.',
  FromEncodedWord:
    'Programs show such an encoded word differently. Encode the display name as =?utf-8?B?...?= or =?utf-8?Q?...?= without spaces; allowed character sets: utf-8, us-ascii, iso-8859-*, windows-125*, koi8-r, koi8-u.',
  FromDisplayNameMisleading:
    'A display name that looks like an address is taken for the sender by people and by some programs. It may hold none of @ < > ( ) and no control or text direction character, encoded ones included. Write only a name.',
  FromMalformed:
    'From is "user@example.com" or "Name <user@example.com>": the name in plain words, quoted strings (with \\" and \\\\ as the only escapes) or encoded words, the address without spaces and quotes, in a registered domain form.',
  SenderDiffers:
    'Mail programs may show Sender instead of From. Leave Sender out (Exchange sets it), or write the address of From.',
  MessageIdMalformed:
    'An uncertain send is looked for by its Message-ID. Write one id as <left@right> in printable ASCII without spaces and ( ) < > " , \\, at most 986 bytes; or leave the header out, and one is added.',
  RecipientMalformed:
    'Recipients are "user@example.com" or "Name <user@example.com>", separated by commas; a name with , ; : @ ( ) [ ] or \\ goes in quotes, raw 8-bit names are UTF-8; in the job\'s own recipients the address stands alone.',
  RecipientNotAscii:
    'Servers without SMTPUTF8 (RFC 6531) change or refuse such an address. Write the domain in its xn-- form and a local part in ASCII.',
  RecipientDomainNotDotted: 'Write the whole domain, such as user@example.com.',
  RecipientGroup:
    'Only empty groups such as "undisclosed-recipients:;" are read alike everywhere. Write the members themselves, separated by commas; a name with a colon goes in quotes.',
  RecipientRoute:
    'Source routes inside <> are obsolete and are read differently. Write the address alone: <user@example.com>.',
  RecipientComment:
    'Text in parentheses that touches an address, or holds one or more parentheses, makes some programs read another address. Write the name before the address: Name <user@example.com>.',
  RecipientHidden:
    'Some programs send to an address, or obey a header, that stands inside an encoded display name. Take it out of the name, and encode it as =?utf-8?B?...?= or =?utf-8?Q?...?=.',
  EnvelopeNarrowed:
    "Exchange sends to everybody in To, Cc and Bcc, so the job's recipients can add to them, not leave some out. Remove those addresses from the headers, or add them to the job's recipients.",
  EnvelopeEmpty: 'Write at least one address in To, Cc or Bcc, or give recipients with the job.',
  TooManyRecipients:
    'Exchange takes at most 1000 in one message, 500 unless the tenant has raised it. Split them over several jobs, each with its own id.',
} as const satisfies Record<string, string>;

/** The code of one refusal: closed, so that whoever handles one is told by the compiler of a new one. */
export type MimeReason = keyof typeof mimeReasons;

/**
 * A message that is not sent, and why. `text` is for the developer who built the message: what was found and where,
 * what is allowed, what to change. It never holds a header's value, an address or any of the body.
 */
export interface MimeRefusal {
  readonly kind: 'refused';
  readonly reason: MimeReason;
  readonly text: string;
}

/**
 * Makes a refusal of what was found: a whole sentence with place, counts and header names only.
 * The meaning and the advice are those of the table.
 */
export function refuse(reason: MimeReason, found: string): MimeRefusal {
  return { kind: 'refused', reason, text: `${found} ${mimeReasons[reason]}` };
}
