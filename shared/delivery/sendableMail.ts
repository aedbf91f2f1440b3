import type { Job } from '../job/job.ts';
import { sha256 } from '../job/jobId.ts';
import { jobLimits } from '../job/limits.ts';
import type { Refusal } from '../job/reasons.ts';
import { tooLarge } from '../job/tooLarge.ts';
import { prepareMail } from '../mime/prepareMail.ts';
import { allowedSender } from '../senders/allowedSender.ts';
import type { Directory } from '../senders/directory.ts';

/** A mail that may go: its bytes as Graph gets them, the mailbox that sends it, and the id to find it by. */
export interface SendableMail {
  readonly kind: 'sendable';
  readonly mime: Uint8Array;
  /** Object id. */
  readonly mailbox: string;
  /** With its angle brackets; the same in every attempt and replay of the job. */
  readonly messageId: string;
}

/** Checks a mail and its sender: strict From, envelope, size, who may send. Throws `StoreUnavailable`. */
export async function sendableMail(
  job: Job,
  mime: Uint8Array,
  directory: Directory,
): Promise<SendableMail | Refusal> {
  const prepared = prepareMail(mime, {
    fallbackMessageIdLocalPart: `mailchute.${sha256(job.id).slice(0, 32)}`,
    recipients: job.recipients,
  });
  if (prepared.kind === 'refused') return prepared;
  const sizeBytes = prepared.mime.length;
  if (sizeBytes > jobLimits.graphMimeBytes) return tooLarge(sizeBytes);
  const sender = await allowedSender(prepared.from, job.mailbox, directory);
  if (sender.kind === 'refused') return sender;
  return {
    kind: 'sendable',
    mime: prepared.mime,
    mailbox: sender.mailboxId,
    messageId: prepared.messageId,
  };
}
