import type { Doubt, LedgerRow, State } from './row.ts';

/** Every transition there is (docs/protocol.md, section 4); `none` is a job without a row. */
export const legalTransitions: Readonly<Record<State | 'none', readonly State[]>> = {
  none: ['queued', 'sending', 'failed', 'cancelled', 'expired', 'held'],
  queued: ['sending', 'failed', 'cancelled', 'expired', 'held', 'sent'],
  sending: ['queued', 'uncertain', 'failed', 'expired', 'held', 'sent'],
  uncertain: ['queued', 'sending', 'failed', 'expired', 'held', 'sent'],
  held: ['held', 'uncertain', 'sending', 'sent'],
  failed: ['failed', 'sending', 'expired', 'sent'],
  cancelled: ['sent'],
  expired: ['sent'],
  sent: [],
};

const doubts: readonly Doubt[] = ['none', 'absent', 'unproved'];

/** The greater doubt of two: a doubt is never lowered. */
export function greaterDoubt(a: Doubt, b: Doubt): Doubt {
  return doubts.indexOf(a) > doubts.indexOf(b) ? a : b;
}

/**
 * The row after a transition, with the closing rule applied: with an unproved attempt behind it a job is held instead of
 * failed, expired or cancelled, since these promise "never accepted". Throws on a transition that the protocol does not have.
 */
export function moved(row: LedgerRow, change: Partial<LedgerRow> & { state: State }): LedgerRow {
  const doubt = greaterDoubt(row.doubt, change.doubt ?? 'none');
  const state = closing(change.state, doubt);
  if (!legalTransitions[row.state].includes(state)) {
    throw new Error(`The ledger has no transition from ${row.state} to ${state}.`);
  }
  return { ...row, ...change, doubt, state };
}

/** The state in which a job of this doubt ends when `wanted` is asked for. */
export function closing(wanted: State, doubt: Doubt): State {
  const promisesNeverAccepted =
    wanted === 'failed' || wanted === 'expired' || wanted === 'cancelled';
  return promisesNeverAccepted && doubt === 'unproved' ? 'held' : wanted;
}
