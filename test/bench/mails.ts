/** The size of a benchmark's mail: a page of text, an ordinary notification. */
const usualBytes = 10_000;

/** Address of a mailbox of the benchmark's tenant by its number from 1, as the simulator's `--members` makes them. */
export function addressOf(mailbox: number): string {
  return `sender${String(mailbox).padStart(6, '0')}@contoso.example`;
}

/** The mail with this id, at most so long and shorter by less than a line. Its Message-ID is `<id@bench.example>`. */
export function mimeOf(from: string, id: string, mostBytes = usualBytes): Buffer {
  const head = [
    `From: ${from}`,
    'To: reader@contoso.example',
    `Subject: Benchmark ${id}`,
    `Message-ID: <${id}@bench.example>`,
    'Date: Mon, 02 Nov 2026 08:00:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    '',
  ].join('\r\n');
  const lines = Math.max(1, Math.floor((mostBytes - head.length) / textLine.length));
  return Buffer.from(head + textLine.repeat(lines));
}

const textLine = `${'All work and no mail makes a dull queue. '.repeat(2).slice(0, 76)}\r\n`;

/** Mails for mailboxes 1 to `mailboxCount`, one of each in turn, as a busy organisation would enqueue them. */
export interface Batch {
  /** Beginning of every mail's id; no two batches share one. */
  readonly name: string;
  readonly mailboxCount: number;
  readonly mailsEach: number;
}

/** Id of one mail of a batch; both numbers from 1. */
export function mailId({ name }: Batch, mailbox: number, mail: number): string {
  return `${name}.${mailbox}.${mail}`;
}

/** How many mails are in a batch. */
export function mailCount({ mailboxCount, mailsEach }: Batch): number {
  return mailboxCount * mailsEach;
}
