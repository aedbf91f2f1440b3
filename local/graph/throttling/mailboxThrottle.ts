import type { GraphError } from '../api/graphAnswer.ts';
import { refuse } from '../api/graphErrors.ts';
import { inFlightRetryAfterSeconds, recipientWindowMs, uploadWindowMs } from '../limits.ts';
import { DraftQueue } from './draftQueue.ts';
import { SlidingSum } from './slidingSum.ts';
import type { ThrottleBehaviour } from './throttleBehaviour.ts';

const bytesPerMb = 1_000_000;

/** What Exchange remembers of one mailbox to throttle it. A limit that is set later counts what came before. */
export class MailboxThrottle {
  readonly #uploads = new SlidingSum(uploadWindowMs);
  readonly #recipients = new SlidingSum(recipientWindowMs);
  readonly #drafts = new DraftQueue();
  #inFlightCount = 0;

  /** A send begins. @returns how to end it, to be called once, or the refusal when too many are in flight */
  begin({ inFlightLimit }: ThrottleBehaviour): (() => void) | GraphError {
    if (inFlightLimit > 0 && this.#inFlightCount >= inFlightLimit) {
      const text = 'Application is over its MailboxConcurrency limit.';
      const refusal = refuse('ApplicationThrottled', text);
      return { ...refusal, retryAfterSeconds: inFlightRetryAfterSeconds };
    }
    this.#inFlightCount += 1;
    return () => {
      this.#inFlightCount -= 1;
    };
  }

  /** A body has come. Those that are refused count too (throttling page of Graph). */
  refuseUpload(
    sizeBytes: number,
    { uploadMbPer5Min }: ThrottleBehaviour,
    nowMs: number,
  ): GraphError | undefined {
    const limitBytes = uploadMbPer5Min * bytesPerMb;
    const totalBytes = this.#uploads.add(sizeBytes, nowMs);
    if (limitBytes === 0 || totalBytes <= limitBytes) return undefined;
    const waitMs = this.#uploads.waitMsFor(sizeBytes, limitBytes, nowMs);
    const text = 'Application is over its upload limit for this mailbox.'; // the wording is ours
    const refusal = refuse('ApplicationThrottled', text);
    return { ...refusal, retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) };
  }

  /** A mail is about to be accepted; its recipients count only if it is. No Retry-After: none is documented. */
  refuseRecipients(
    recipientCount: number,
    { recipientsPerDay }: ThrottleBehaviour,
    nowMs: number,
  ): GraphError | undefined {
    const total = this.#recipients.total(nowMs) + recipientCount;
    if (recipientsPerDay > 0 && total > recipientsPerDay) {
      const text =
        'Cannot send mail. Daily Message/Recipient limit exceeded. Follow the instructions in your Inbox to verify your account.';
      return refuse('ErrorSubmissionQuotaExceeded', text);
    }
    this.#recipients.add(recipientCount, nowMs);
    return undefined;
  }

  /** A mail is accepted. @returns when it leaves Drafts, in milliseconds since 1970 */
  leavesDraftsMs({ messagesPerMinute }: ThrottleBehaviour, nowMs: number): number {
    return this.#drafts.add(messagesPerMinute, nowMs);
  }
}
