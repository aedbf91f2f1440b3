import type { Job } from '../job/job.ts';
import { sha256 } from '../job/jobId.ts';
import { jobLimits } from '../job/limits.ts';
import type { Refusal } from '../job/reasons.ts';
import { tooLarge } from '../job/tooLarge.ts';
import { prepareMail } from '../mime/prepareMail.ts';
import { allowedSender } from '../senders/allowedSender.ts';
import type { Directory } from '../senders/directory.ts';
import { checkRecipients, type RecipientRule } from '../senders/recipientRule.ts';

/** A mail that may go: its bytes as Graph gets them, the mailbox that sends it, and the id to find it by. */
export interface SendableMail {
  readonly kind: 'sendable';
  readonly mime: Uint8Array;
  /** Object id. */
  readonly mailbox: string;
  readonly recipientCount: number;
  /** With its angle brackets; the same in every attempt and replay of the job. */
  readonly messageId: string;
}

/** A mail of which nothing can be decided now: the job waits. */
export interface NotYet {
  readonly kind: 'notYet';
  readonly why: 'DirectoryStale';
}

/** Who may send, and to whom. */
export interface MailRights {
  readonly directory: Directory;
  readonly recipientsAllowed: RecipientRule;
}

/** Checks a mail: strict From, envelope, size, who may send, who may get it. Throws `StoreUnavailable`. */
export async function sendableMail(
  job: Job,
  mime: Uint8Array,
  { directory, recipientsAllowed }: MailRights,
): Promise<SendableMail | Refusal | NotYet> {
  const prepared = prepareMail(mime, {
    fallbackMessageIdLocalPart: `mailchute.${sha256(job.id).slice(0, 32)}`,
    recipients: job.recipients,
  });
  if (prepared.kind === 'refused') return prepared;
  const sizeBytes = prepared.mime.length;
  if (sizeBytes > jobLimits.graphMimeBytes) return tooLarge(sizeBytes);
  const wrongRecipients = checkRecipients(prepared.recipients, recipientsAllowed);
  if (wrongRecipients) return wrongRecipients;
  const sender = await allowedSender(prepared.from, job.mailbox, directory);
  if (sender.kind === 'refused') return sender;
  if (sender.kind === 'stale') return { kind: 'notYet', why: 'DirectoryStale' };
  return {
    kind: 'sendable',
    mime: prepared.mime,
    mailbox: sender.mailboxId,
    recipientCount: prepared.recipients.length,
    messageId: prepared.messageId,
  };
}
