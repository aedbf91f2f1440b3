import type { Model } from './explore.ts';
import { pack, stateWords } from './pack.ts';
import { broken, ended } from './properties.ts';
import type { Rules } from './rules.ts';
import { type Config, configure, initial, type Scenario } from './scenario.ts';
import type { State } from './state.ts';
import { successors } from './world.ts';

/** The model of one job, and which rules of the two tables decided in it so far. */
export interface JobModel extends Model<State> {
  readonly used: Config['used'];
}

/** The model of one mail job in a scenario; with `changed` rules, of a protocol that is not ours. */
export function jobModel(scenario: Partial<Scenario>, changed: Partial<Rules> = {}): JobModel {
  const cfg = configure(scenario, changed);
  return {
    first: initial(cfg),
    successors: (s, emit) => successors(s, cfg, emit),
    broken: (s) => broken(s, cfg),
    ended,
    pack,
    words: stateWords,
    describe: ({ row, epoch, accepted, doubt }) =>
      [
        row,
        ...(epoch ? [`epoch ${epoch}`] : []),
        `accepted ${accepted}`,
        ...(doubt === 'none' ? [] : [`doubt ${doubt}`]),
      ].join(', '),
    move: (s, t) => (s.row === t.row && s.epoch >= t.epoch ? undefined : `${s.row} -> ${t.row}`),
    used: cfg.used,
  };
}
