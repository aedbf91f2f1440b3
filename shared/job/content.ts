import type { Wish } from './job.ts';
import { sha256 } from './jobId.ts';

/** Stands for the hash of a claim check that could not be read yet: it lets a copy be named all the same. */
export const unreadMime = 'unread';

/**
 * The content of a job: what makes two messages under one id the same mail. From the SHA-256 of the MIME bytes
 * (64 hexadecimal digits) and of mailbox, recipients and action, so that a claim check and an inline body of one mail agree.
 */
export function contentOf(mimeSha256: string, wish: Wish): string {
  const { mailbox = null, recipients = null, action } = wish;
  return sha256(`${mimeSha256}\n${JSON.stringify([mailbox, recipients, action])}`);
}
