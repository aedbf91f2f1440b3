import { type FieldRule, isWhole } from '../invalidInput.ts';
import {
  exchangeInFlightLimit,
  exchangeMessagesPerMinute,
  exchangeRecipientsPerDay,
  exchangeUploadMbPer5Min,
} from '../limits.ts';

/** What a mailbox may do before Exchange slows or refuses it, and how long sending takes. 0 is no limit. */
export interface ThrottleBehaviour {
  /** How long an accepted mail's 202 takes; refusals come at once. */
  readonly sendLatencyMs: number;
  /** Sends at a time; one more is answered 429 ApplicationThrottled. */
  readonly inFlightLimit: number;
  /** No error: what is over it stays in Drafts until there is room in the 60 s. */
  readonly messagesPerMinute: number;
  /** In any 24 h; what is over it is answered 429 ErrorSubmissionQuotaExceeded. */
  readonly recipientsPerDay: number;
  /** Request bodies in any 5 min, in megabytes of 1,000,000 bytes; what is over it is answered 429 ApplicationThrottled. */
  readonly uploadMbPer5Min: number;
}

/** Nothing is throttled. */
export const usualThrottling: ThrottleBehaviour = {
  sendLatencyMs: 0,
  inFlightLimit: 0,
  messagesPerMinute: 0,
  recipientsPerDay: 0,
  uploadMbPer5Min: 0,
};

/** Every limit at Exchange's number; the latency is as usual. */
export const exchangeLimits: Omit<ThrottleBehaviour, 'sendLatencyMs'> = {
  inFlightLimit: exchangeInFlightLimit,
  messagesPerMinute: exchangeMessagesPerMinute,
  recipientsPerDay: exchangeRecipientsPerDay,
  uploadMbPer5Min: exchangeUploadMbPer5Min,
};

/** Ten minutes: longer than any sender waits. */
const longestLatencyMs = 600_000;

const limitUpTo = (highest: number): FieldRule => ({
  allowed: `a whole number up to ${highest}, 0 for no limit`,
  accepts: isWhole(0, highest),
});

/** What each field may be. */
export const throttleFields: Readonly<Record<keyof ThrottleBehaviour, FieldRule>> = {
  sendLatencyMs: {
    allowed: `whole milliseconds from 0 to ${longestLatencyMs}`,
    accepts: isWhole(0, longestLatencyMs),
  },
  inFlightLimit: limitUpTo(10_000),
  messagesPerMinute: limitUpTo(100_000),
  recipientsPerDay: limitUpTo(100_000_000),
  uploadMbPer5Min: limitUpTo(1_000_000),
};
