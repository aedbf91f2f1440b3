import type { OwnLimits } from '../limits.ts';
import type { Pause } from './pause.ts';
import { noTails, type Tails } from './plan.ts';
import { type Quota, unusedQuota } from './quota.ts';
import { recipientRule, uploadRule } from './quotaRules.ts';
import { recentCount } from './rollingCount.ts';
import { heldSlots, type Slot } from './slots.ts';
import { recentStarts } from './tokens.ts';

/** Everything that all instances must know of one mailbox: the value of its row. Times are milliseconds since 1970. */
export interface MailboxState {
  /** Granted starts that still count, in order; some lie in the future. */
  readonly starts: readonly number[];
  readonly tails: Tails;
  readonly slots: readonly Slot[];
  /** When a process that has no slot last asked for one. */
  readonly wantedAtMs: number;
  readonly recipients: Quota;
  readonly upload: Quota;
  /** Kept after its end: the backlog's times lie behind it. */
  readonly pause: Pause | undefined;
  readonly ownLimits: OwnLimits;
  /** Random UUID of the last write: who had no answer learns whether it was his. */
  readonly writeId: string;
}

/** A mailbox that was never met. */
export const newMailbox: MailboxState = {
  starts: [],
  tails: noTails,
  slots: [],
  wantedAtMs: 0,
  recipients: unusedQuota,
  upload: unusedQuota,
  pause: undefined,
  ownLimits: {},
  writeId: '',
};

/** The state without what is over. The same object when nothing is. */
export function withoutPast(state: MailboxState, nowMs: number): MailboxState {
  const starts = recentStarts(state.starts, nowMs);
  const slots = heldSlots(state.slots, nowMs);
  const recipients = recentCount(state.recipients.count, recipientRule(0), nowMs);
  const upload = recentCount(state.upload.count, uploadRule(0), nowMs);
  const isSame =
    starts === state.starts &&
    slots === state.slots &&
    recipients === state.recipients.count &&
    upload === state.upload.count;
  if (isSame) return state;
  return {
    ...state,
    starts,
    slots,
    recipients: { ...state.recipients, count: recipients },
    upload: { ...state.upload, count: upload },
  };
}
