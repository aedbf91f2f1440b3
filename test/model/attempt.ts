import type { Doubt } from '../../shared/ledger/row.ts';
import type { Emit } from './explore.ts';
import { learn } from './graph.ts';
import type { Config } from './scenario.ts';
import { clone, type Plan, type State, workerOf } from './state.ts';

/**
 * The start of shared/delivery/attempt.ts: a mail that can be sent no more ends here, with the doubt that the claim would have
 * named; one whose mailbox has no turn is put back, with a row if there was none (turn.ts); otherwise the claim is written next.
 */
export function claim(doubt: Doubt, s: State, i: number, cfg: Config, emit: Emit<State>): void {
  const goTo = (
    pc: 'claim' | 'close' | 'enrol',
    plan: Plan,
    what: string,
    type: 'step' | 'choice',
  ) => {
    const t = clone(s);
    if (pc === 'enrol') t.waits--;
    const w = workerOf(t, i);
    w.pc = pc;
    w.plan = plan;
    emit(type, i, what, t);
  };
  const failed = doubt === 'none' ? 'failed' : (`failed, ${doubt}` as const);
  if (s.row === 'none' && s.waits) goTo('enrol', '', 'has no turn: writes that it waits', 'choice');
  if (cfg.broken === 'sometimes') goTo('close', failed, 'can send it no more', 'choice');
  if (cfg.broken === 'always') goTo('close', failed, 'cannot send it', 'step');
  else goTo('claim', doubt === 'none' ? '' : doubt, `reads ${s.row}: claim`, 'step');
}

/** The guard: late between ledger write and request, the request is not started. Not at work where a bound is broken. */
export function startRequest(s: State, i: number, cfg: Config, emit: Emit<State>): void {
  const t = clone(s);
  const w = workerOf(t, i);
  const isLate = w.slow && cfg.rules.guard && !s.violated;
  w.slow = 0;
  if (isLate) {
    learn(t, i, 'notSent');
    emit('step', i, 'is late, does not send', t);
  } else {
    w.pc = 'calling';
    emit('step', i, 'starts the request', t);
  }
}
