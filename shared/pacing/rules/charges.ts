import type { Limits } from '../limits.ts';
import type { Later, PaceReason, TurnWish } from '../pacer.ts';
import type { MailboxState } from './mailboxState.ts';
import { admittedFrom, charged, type Quota, queued } from './quota.ts';
import { recipientRule, uploadRule } from './quotaRules.ts';
import type { RollingRule } from './rollingCount.ts';
import { intervalMs } from './tokens.ts';

/** What a wish would take of one quota. */
interface Demand {
  readonly name: 'recipients' | 'upload';
  readonly quota: Quota;
  readonly rule: RollingRule;
  readonly amount: number;
  readonly why: PaceReason;
}

function demands(state: MailboxState, wish: TurnWish, limits: Limits): readonly Demand[] {
  const { recipientsPerDay, uploadBytesPer5Min } = limits;
  const list: Demand[] = [];
  if (recipientsPerDay !== undefined) {
    list.push({
      name: 'recipients',
      quota: state.recipients,
      rule: recipientRule(recipientsPerDay),
      amount: wish.recipientCount,
      why: 'RecipientLimit',
    });
  }
  if (uploadBytesPer5Min !== undefined) {
    list.push({
      name: 'upload',
      quota: state.upload,
      rule: uploadRule(uploadBytesPer5Min),
      amount: wish.sizeBytes,
      why: 'UploadLimit',
    });
  }
  return list;
}

/** The wait for room in a quota, with the state that keeps its place; undefined: there is room. */
export function quotaWait(
  state: MailboxState,
  wish: TurnWish,
  limits: Limits,
  { startsAtMs, nowMs }: { startsAtMs: number; nowMs: number },
): { readonly state: MailboxState; readonly later: Later } | undefined {
  for (const { name, quota, rule, amount, why } of demands(state, wish, limits)) {
    const { wasPlanned } = wish;
    const fromMs = admittedFrom(quota, rule, { amount, wasPlanned }, startsAtMs);
    if (fromMs <= startsAtMs) continue;
    const waiting = queued(quota, fromMs, intervalMs(limits.messagesPerMinute), nowMs);
    return {
      state: { ...state, [name]: waiting },
      later: { kind: 'later', atMs: waiting.tailMs, why },
    };
  }
  return undefined;
}

/** The state with one start charged to everything that is limited. The same object when nothing is. */
export function chargeStart(
  state: MailboxState,
  wish: TurnWish,
  limits: Limits,
  startsAtMs: number,
): MailboxState {
  if (!isCharged(limits)) return state;
  const quotas = demands(state, wish, limits).map(
    ({ name, quota, rule, amount }) => [name, charged(quota, rule, amount, startsAtMs)] as const,
  );
  const isPaced = limits.messagesPerMinute !== undefined;
  const starts = isPaced ? [...state.starts, startsAtMs] : state.starts;
  return { ...state, ...Object.fromEntries(quotas), starts };
}

/** Whether a start must be written down before it: only then does a turn cost a request to the store. */
export function isCharged({
  messagesPerMinute,
  recipientsPerDay,
  uploadBytesPer5Min,
}: Limits): boolean {
  return [messagesPerMinute, recipientsPerDay, uploadBytesPer5Min].some(
    (limit) => limit !== undefined,
  );
}
