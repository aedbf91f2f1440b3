import type { Emit } from './explore.ts';
import type { Config } from './scenario.ts';
import { clone, type Know, type State, workerOf } from './state.ts';

/** Requests given up that may still be accepted, at once. */
export const mostLingering = 2;

/** Graph takes the mail. More often than twice is no worse than twice. */
export function accept(t: State): void {
  t.accepted = Math.min(2, t.accepted + 1);
}

/** After an answer of Graph: the row is as this worker wrote it, or it has to be read first. */
export function learn(t: State, i: number, know: Know): void {
  const w = workerOf(t, i);
  w.pc = t.row === 'sending' && w.tag ? 'record' : 'reads';
  w.plan = '';
  w.know = know;
}

/** Everything that Graph may answer to a request, or do without an answer. */
export function answers(s: State, i: number, cfg: Config, emit: Emit<State>): void {
  const answer = (
    type: 'step' | 'answer' | 'fault',
    what: string,
    know: Know,
    change: (t: State) => void,
  ) => {
    const t = clone(s);
    change(t);
    if (type === 'fault') t.faults--;
    learn(t, i, know);
    emit(type, i, what, t);
  };
  const unknown = cfg.rules.unknownIs;
  answer('step', 'gets 202', 'accepted', accept);
  if (cfg.refusals) answer('answer', 'gets a permanent refusal', 'refused', () => {});
  if (s.waits) answer('answer', 'gets 429: not sent', 'notSent', (t) => t.waits--);
  if (!s.faults) return;
  answer('fault', 'gets NO ANSWER, Graph accepted', unknown, accept);
  answer('fault', 'gets NO ANSWER, Graph did not accept', unknown, () => {});
  if (s.lingering >= mostLingering) return;
  answer('fault', 'gets NO ANSWER, Graph may still accept', unknown, (t) => t.lingering++);
}

/** What Graph and the mailbox do without anybody waiting for it. */
export function exchange(s: State, emit: Emit<State>): void {
  if (s.accepted && !s.visible) {
    const t = clone(s);
    t.visible = 1;
    emit('time', 'Exchange', 'files the copy: it can be found now', t);
  }
  if (!s.lingering) return;
  const t = clone(s);
  t.lingering--;
  accept(t);
  emit('time', 'Graph', 'ACCEPTS LATE a request its client had given up', t);
  const u = clone(s);
  u.lingering--;
  emit('time', 'Graph', 'drops a request its client had given up', u);
}
