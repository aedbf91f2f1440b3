import { syncLimits } from './limits.ts';
import type { ListSize } from './listSize.ts';
import type { RunReport } from './rows.ts';

/** What would be taken away. */
export interface Removals {
  /** Mailboxes that can send now and could not afterwards, for whatever reason. */
  readonly mailboxes: number;
  /** Addresses that nobody would own any more, of mailboxes that stay: those of removed mailboxes are counted with them. */
  readonly addresses: number;
}

/** Why a run is stopped before it writes. */
export interface Refusal {
  /** A code for machines. */
  readonly reason: 'GroupNotFound' | 'GroupAmbiguous' | 'EmptyGroup' | 'TooManyRemovals';
  /** For people: how many of how many, and what to do. */
  readonly text: string;
}

/** What the guard goes by. */
export interface GuardedChange {
  readonly kind: RunReport['kind'];
  readonly removals: Removals;
  /** What may send in all. */
  readonly now: ListSize;
  readonly afterwards: ListSize;
  /** `SENDER_MAX_REMOVAL_PERCENT`; 0: every removal is refused. */
  readonly maxRemovalPercent: number;
  /** Another group was chosen: then any share may go. */
  readonly otherGroup: boolean;
}

/**
 * Stops a run that would take away more than a person expects: a broken answer, a lost permission or the wrong group look
 * like that. Removing the last mailboxes one by one is told by Entra in so many words; an empty group is not.
 */
export function removalRefusal(change: GuardedChange): Refusal | undefined {
  const { kind, removals, now, afterwards, maxRemovalPercent, otherGroup } = change;
  if (kind === 'full' && now.mailboxes > 0 && afterwards.mailboxes === 0) {
    const what = `Entra shows no member of the group that has an address, and ${now.mailboxes} mailboxes may send now.`;
    return { reason: 'EmptyGroup', text: `${what} ${advice}` };
  }
  if (otherGroup) return undefined;
  const mailboxes = { lost: removals.mailboxes, of: now.mailboxes, name: 'mailboxes' };
  const addresses = { lost: removals.addresses, of: now.addresses, name: 'addresses' };
  for (const { lost, of, name } of [mailboxes, addresses]) {
    const allowed = allowedRemovals(of, maxRemovalPercent);
    if (lost <= allowed) continue;
    const what = `${lost} of ${of} ${name} would be removed; one run may remove ${allowed} (SENDER_MAX_REMOVAL_PERCENT is ${maxRemovalPercent}).`;
    return { reason: 'TooManyRemovals', text: `${what} ${advice}` };
  }
  return undefined;
}

function allowedRemovals(count: number, maxPercent: number): number {
  if (maxPercent === 0) return 0;
  return Math.max(syncLimits.ordinaryRemovals, Math.floor((count * maxPercent) / 100));
}

const advice =
  'The list stays as it was. See with "mailchute senders sync --dry-run" who would go; if that is right, run "mailchute senders sync --force".';
