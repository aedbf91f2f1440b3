import type { Problem } from '../../shared/ledger/problems.ts';

/** The state of a problem as people see it: `held` is the final form of `uncertain`. */
export function shownProblemState(state: Problem['state']): string {
  return state === 'held' ? 'uncertain' : state;
}
