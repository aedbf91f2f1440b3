import { type MimeReason, mimeReasons } from '../mime/mimeReasons.ts';

/** What broke the contract of a job before its MIME was looked at: code, what it means, what to do. */
const contractReasons = {
  JobInvalid:
    'A property of the message breaks the job contract. Correct the producer and enqueue under a new id.',
  JobIdInvalid:
    'The messageId is no job id. Use 1 to 100 of A-Z a-z 0-9 . _ : @ - that do not read as JSON.',
  JobIdReused:
    'The same job id was used before with another content. Give every mail an id of its own.',
  VersionNotSupported: 'The property v names a contract this version does not know. Send v = 1.',
  ActionNotSupported:
    'The action is part of the contract but not built yet. Leave the property action out.',
  ReplyToNotAllowed:
    'The replyTo queue is not listed in REPLY_QUEUES. Add it to the setting, or leave replyTo out.',
  MimeMissing: 'The message has neither a body nor a mimeBlob. Put the MIME message into the body.',
  BlobMissing:
    'The claim check names a blob that is not in the container mail-jobs. Upload first, then enqueue.',
  BlobChanged:
    'The blob of the claim check is not what was enqueued. Write every mail to a blob of its own, once.',
  TooLarge: 'The MIME message is larger than Microsoft Graph takes. Make it smaller.',
} as const;

/** Why a mail may not or cannot go although its job is well-formed. */
const deliveryReasons = {
  SenderNotAllowed:
    'The From address, or the mailbox asked for, may not send. Add it to the sender group.',
  RecipientNotAllowed:
    'A recipient is outside of RECIPIENTS_ALLOWED. Nothing was sent to anybody; correct the recipients or the setting.',
  RefusedByGraph: 'Microsoft Graph refused the mail for good. The code in the row says why.',
  DeniedByGraph:
    'Microsoft Graph denied access to the mailbox. An operator must give the right, then replay.',
  OutcomeUnknown:
    'An attempt has no answer, and nothing proves whether the mail went out. A person must decide.',
  RecordGone:
    'The message is older than the records kept, so whether it went out is unknown. A person must decide.',
  DeadLettered: 'Service Bus gave the message up before it was worked on. Replay it.',
  LifetimeOver: 'The job was not sent before its lifetime or its time to live ended.',
  NotAfterPassed: 'The job was not sent before the time in its property notAfter.',
} as const;

/** Every reason a job can end with, each with its meaning and what to do about it. A closed list: docs/outcomes.md shows it. */
export const reasons = { ...contractReasons, ...mimeReasons, ...deliveryReasons } as const;

/** A reason code, stable across versions. */
export type Reason = keyof typeof contractReasons | MimeReason | keyof typeof deliveryReasons;

/** Why a job is refused: the code for machines, the text for people. Carries no body, subject, recipient or secret. */
export interface Refusal {
  readonly kind: 'refused';
  readonly reason: Reason;
  readonly text: string;
}

/** Whether a value read from outside is a refusal. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'refused';
}

/** Makes a refusal. */
export function refused(reason: Reason, text: string): Refusal {
  return { kind: 'refused', reason, text };
}
