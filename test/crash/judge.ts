import type { Problem } from '../../shared/ledger/problems.ts';
import type { LedgerRow, State } from '../../shared/ledger/row.ts';

/** What can be seen of one job when all is over. */
export interface JobFacts {
  readonly row: LedgerRow | undefined;
  /** How often Graph accepted its mail. */
  readonly acceptedCount: number;
  /** Its body among the parked ones: byte for byte, with other bytes, or not there. */
  readonly parkedBody: 'asSent' | 'changed' | 'none';
  readonly problems: readonly Problem[];
  /** The states that its producer was told; undefined when it did not ask. */
  readonly told: readonly string[] | undefined;
  /** The producer's claim check still lies there. */
  readonly claimCheckLeft: boolean;
}

/** Right: the one end of the job. Wrong: everything that must not be. */
export type Verdict =
  | { readonly kind: 'right'; readonly end: State }
  | { readonly kind: 'wrong'; readonly faults: readonly string[] };

/**
 * Judges one job: sent once, or parked with its reason, or held as uncertain after at most one accept, or expired unsent;
 * nothing in between, and its traces as they must be. `mayEnd`: the ends that its scenario allows.
 */
export function judge(facts: JobFacts, mayEnd: readonly State[]): Verdict {
  const { row } = facts;
  if (!row) return { kind: 'wrong', faults: ['vanished: there is no record of it'] };
  const faults = [
    ...(mayEnd.includes(row.state) ? [] : [endFault(row.state, mayEnd)]),
    ...acceptFaults(facts, row),
    ...parkingFaults(facts, row),
    ...tellingFaults(facts, row),
    ...(facts.claimCheckLeft && row.state === 'sent' ? ['its claim check was left behind'] : []),
  ];
  return faults.length === 0 ? { kind: 'right', end: row.state } : { kind: 'wrong', faults };
}

function endFault(state: State, mayEnd: readonly State[]): string {
  const open = state === 'queued' || state === 'sending' || state === 'uncertain';
  return open ? `no end: its row is still ${state}` : `it is ${state}, not ${mayEnd.join(' or ')}`;
}

function acceptFaults({ acceptedCount }: JobFacts, { state }: LedgerRow): string[] {
  if (acceptedCount > 1) return [`accepted ${acceptedCount} times`];
  if (state === 'sent' && acceptedCount === 0) return ['its row is sent, but Graph never had it'];
  const promisesNone = state === 'failed' || state === 'expired' || state === 'cancelled';
  return promisesNone && acceptedCount > 0 ? [`its row is ${state}, but Graph accepted it`] : [];
}

function parkingFaults({ parkedBody, problems }: JobFacts, row: LedgerRow): string[] {
  const { state, reason } = row;
  const parked = state === 'failed' || state === 'held';
  const listed = parked || state === 'expired';
  const faults: string[] = [];
  if (parked && parkedBody !== 'asSent') faults.push(`its parked body is ${parkedBody}`);
  if (!parked && parkedBody !== 'none') faults.push(`a body was parked, but its row is ${state}`);
  if (listed && reason === undefined) faults.push('its row names no reason');
  const [problem, ...more] = problems;
  if (more.length > 0) faults.push(`it is listed ${problems.length} times`);
  if (problem && !listed) faults.push(`it is listed as ${problem.state}, but its row is ${state}`);
  if (listed && (problem?.state !== state || problem.reason !== reason)) {
    faults.push(
      `its row is ${state} (${reason}), listed is ${problem?.state} (${problem?.reason})`,
    );
  }
  return faults;
}

/** Outcomes are told at least once, and never another one. */
function tellingFaults({ told }: JobFacts, { state }: LedgerRow): string[] {
  if (told === undefined) return [];
  if (told.length === 0) return ['its outcome was never told'];
  const shown = state === 'held' ? 'uncertain' : state;
  const others = told.filter((one) => one !== shown);
  return others.length > 0 ? [`told as ${others.join(', ')}, but its row is ${state}`] : [];
}
