import type { Emit } from './explore.ts';
import { clone, type Pc, type State, type Worker, workerOf } from './state.ts';

/** Tells one step of one worker: what it does, what that changes, and what may come less often after it. */
export type Go = (
  what: string,
  change: (w: Worker, t: State) => void,
  type?: 'step' | 'choice',
  costs?: 'waits',
) => void;

/** The steps of worker i from a state. */
export const going =
  (s: State, i: number, emit: Emit<State>): Go =>
  (what, change, type = 'step', costs) => {
    const t = clone(s);
    if (costs) t[costs]--;
    change(workerOf(t, i), t);
    emit(type, i, what, t);
  };

/** On to another step, with nothing left to remember. */
export const goTo =
  (pc: Pc) =>
  (w: Worker): void => {
    w.pc = pc;
    w.plan = '';
    w.know = 'none';
  };
