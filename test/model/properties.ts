import type { Config } from './scenario.ts';
import type { State } from './state.ts';

/** What must hold. Safety is looked at in every state; an end is what every state must be able to reach. */
export const properties = {
  S1: 'Graph accepts a job at most once; a second time only where the ledger names it (doubt)',
  S2: 'a job marked failed, cancelled or expired was never accepted',
  S3: 'a job marked sent was accepted',
  S4: 'only legal transitions of the row, only situations that the table knows',
  S5: 'a job whose cancel was confirmed is never accepted',
  L1: 'from every state, without further faults and people, the job reaches a named and reported end; nothing is left over, every replay order was obeyed',
  L2: 'no message goes away without a row or a parked body that names it; no open row is without a message that wakes it',
} as const;

const isOpen = ({ row }: State): boolean =>
  row === 'queued' || row === 'sending' || row === 'uncertain';

const needsPerson = ({ row }: State): boolean => row === 'failed' || row === 'held';

const isUnderWay = (s: State): boolean =>
  s.queue !== 0 ||
  s.dead !== 0 ||
  s.w.some((w) => w.lock || w.pc === 'putBackLate' || w.pc === 'park');

/** The properties that a state breaks, each with what is wrong. */
export function broken(s: State, cfg: Config): string[] {
  const bad: string[] = [];
  // Named in the row, and only after a bound was broken; or named, and a person's own decision.
  const isBoundBroken = s.violated && s.doubt === 'absent';
  const isForced = cfg.sendAgain && s.doubt === 'unproved';
  const promisesNever = s.row === 'failed' || s.row === 'cancelled' || s.row === 'expired';
  if (s.illegal) bad.push(`S4 (${s.illegal})`);
  if (s.accepted > 1 && s.doubt !== 'unproved' && !isBoundBroken) bad.push('S1');
  if (s.accepted && promisesNever && !isBoundBroken) bad.push(`S2 (${s.row})`);
  if (s.row === 'sent' && !s.accepted) bad.push('S3');
  if (s.confirmed && s.accepted && !isBoundBroken && !isForced) bad.push('S5');
  if (!s.took || isUnderWay(s)) return bad;
  if (s.row === 'none' && !s.purged) bad.push('L2 (neither message nor row is left)');
  if (isOpen(s)) bad.push(`L2 (row ${s.row}, but no message is left that would wake it)`);
  if (needsPerson(s) && !s.parked)
    bad.push(`L2 (row ${s.row}, but the message is neither queued nor parked)`);
  if (conflictIsLost(s)) bad.push('L2 (another content under the same id went away unnamed)');
  return bad;
}

function conflictIsLost(s: State): boolean {
  const other = s.took & ~s.content & 3;
  if (!s.content || !other || s.row === 'none' || s.purged) return false;
  return (s.parkedOther & other) === 0;
}

/** A good end: nothing is under way; the row is final, reported and, where it may be replayed, parked. */
export function ended(s: State): boolean {
  const isAtRest =
    !isUnderWay(s) &&
    !s.lingering &&
    s.replayer === 'idle' &&
    s.door === 'idle' &&
    s.w.every((w) => w.pc === 'idle');
  if (!isAtRest || isOpen(s)) return false;
  if (s.row === 'none') return !s.took || s.purged === 1;
  if (!s.took) return true;
  if (!s.outcome) return false;
  return !needsPerson(s) || (s.parked === 1 && s.epoch >= s.ordered); // a replay order has been obeyed
}
