/** A mail that a mailbox sends to itself. Addresses are in the form of `addressKey`, so they may stand in a header. */
export interface ProbeMail {
  /** The mailbox's own address, or another that it has. */
  readonly from: string;
  /** The mailbox's own address: To and Bcc. */
  readonly to: string;
  /** With its angle brackets. */
  readonly messageId: string;
  /** Milliseconds since 1970. */
  readonly dateMs: number;
}

/** The MIME message of a probe. */
export function probeMime({ from, to, messageId, dateMs }: ProbeMail): Buffer {
  const lines = [
    `From: ${from}`,
    `To: ${to}`,
    `Bcc: ${to}`,
    `Date: ${new Date(dateMs).toUTCString().replace('GMT', '+0000')}`,
    'Subject: Mailchute probe',
    `Message-ID: ${messageId}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'An operator ran "mailchute doctor --probe" with this mailbox. It is looked for by its Message-ID.',
    'Nobody needs to answer. It may be deleted.',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}
