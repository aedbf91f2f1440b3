import { type PreparedMail, prepareMail } from '../../shared/mime/prepareMail.ts';

/** Header fields that make a message complete; tests replace the one they are about. */
export const ordinary = {
  from: 'From: Shop <shop@example.com>',
  to: 'To: ann@example.net',
  subject: 'Subject: Invoice 7',
  messageId: 'Message-ID: <7@example.com>',
};

/** A message of these header lines (one byte per character, latin1) with CRLF and a short body. */
export function message(lines: readonly string[], body = 'Hello\r\n'): Buffer {
  return Buffer.from([...lines, '', body].join('\r\n'), 'latin1');
}

/** An ordinary message with this From value. */
export function messageFrom(from: string): Buffer {
  return message([`From:${from}`, ordinary.to, ordinary.messageId]);
}

/** An ordinary message with this To value. */
export function messageTo(to: string): Buffer {
  return message([ordinary.from, `To:${to}`, ordinary.messageId]);
}

/** What `prepareMail` makes of a message, with the wish of a job whose id hashes to `0a1b`. */
export function prepare(mime: Uint8Array, recipients?: readonly string[]) {
  return prepareMail(mime, { fallbackMessageIdLocalPart: 'mailchute.0a1b', recipients });
}

/** The prepared message; fails the test with the refusal's text when it is refused. */
export function prepared(mime: Uint8Array, recipients?: readonly string[]): PreparedMail {
  const answer = prepare(mime, recipients);
  if (answer.kind === 'refused') throw new Error(`Refused with ${answer.reason}: ${answer.text}`);
  return answer;
}

/** The reason code of the refusal, or `prepared`. */
export function reasonFor(mime: Uint8Array, recipients?: readonly string[]): string {
  const answer = prepare(mime, recipients);
  return answer.kind === 'refused' ? answer.reason : answer.kind;
}
