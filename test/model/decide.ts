import type { Step } from '../../shared/delivery/table.ts';
import { claim } from './attempt.ts';
import type { Emit } from './explore.ts';
import { certainFacts, chances, meaningOf } from './facts.ts';
import { reconcile } from './reconcile.ts';
import type { Config } from './scenario.ts';
import { clone, type Pc, type Plan, type State, workerOf } from './state.ts';
import { type Decision, fact } from './tables.ts';

/** The table decides what happens to the message that worker i holds: by what holds for sure, and by all that may. */
export function decide(s: State, i: number, cfg: Config, emit: Emit<State>): void {
  const meaning = meaningOf(s, workerOf(s, i), cfg);
  const certain = certainFacts(s, i, meaning, cfg);
  const surely = cfg.decisions.main(s.row, meaning, certain);
  take(surely, s, i, cfg, emit);
  for (const { condition, what, waits, mayHold } of chances) {
    if (!mayHold(s, meaning, cfg)) continue;
    const perhaps = cfg.decisions.main(s.row, meaning, certain | fact[condition]);
    if (perhaps.step === surely.step) continue;
    take(perhaps, s, i, cfg, (_, who, does, t, detail) => {
      if (t && waits) t.waits--;
      emit('choice', who, `${what}: ${does}`, t, detail);
    });
  }
}

type PlainStep = Exclude<
  Step,
  'claim' | 'claimUnproved' | 'hold' | 'doubt' | 'reconcile' | 'impossible'
>;

/** Where the plain steps lead: shared/delivery/steps.ts, takeStep. */
const leadsTo: Readonly<Record<PlainStep, readonly [Pc, Plan]>> = {
  parkBeside: ['parkBeside', ''],
  expire: ['close', 'expired'],
  giveUp: ['close', 'failed'],
  fail: ['close', 'failed'],
  putBack: ['putBack', ''],
  reopen: ['reopen', ''],
  finish: ['report', ''],
  parkAgain: ['park', ''],
  drop: ['complete', ''],
};

function take(
  { step, rule }: Decision<Step>,
  s: State,
  i: number,
  cfg: Config,
  emit: Emit<State>,
): void {
  cfg.used.main.add(rule);
  switch (step) {
    case 'claim':
      claim('none', s, i, cfg, emit);
      break;
    case 'claimUnproved':
      claim('unproved', s, i, cfg, emit);
      break;
    case 'hold':
      goTo(['close', s.row === 'none' ? 'held, unproved' : 'held'], step, s, i, emit);
      break;
    case 'doubt':
      doubt(s, i, emit);
      break;
    case 'reconcile':
      reconcile(s, i, cfg, emit);
      break;
    case 'impossible':
      impossible(s, i, emit);
      break;
    default:
      goTo(leadsTo[step], step, s, i, emit);
  }
}

function goTo(
  [pc, plan]: readonly [Pc, Plan],
  step: Step,
  s: State,
  i: number,
  emit: Emit<State>,
): void {
  const t = clone(s);
  const w = workerOf(t, i);
  w.pc = pc;
  w.plan = plan;
  emit('step', i, `${s.row === 'none' ? 'finds no row' : `reads ${s.row}`}: ${step}`, t);
}

function impossible(s: State, i: number, emit: Emit<State>): void {
  const t = clone(s);
  t.illegal = `a message meets a row ${s.row} that it cannot meet`;
  emit('step', i, `reads ${s.row}: impossible`, t);
}

/** A row found `sending` is older than an attempt can last. That its owner is still at work then is a fault. */
function doubt(s: State, i: number, emit: Emit<State>): void {
  const isAlive = s.w.some(
    (x, j) =>
      j !== i &&
      x.tag &&
      (x.pc === 'claimed' || x.pc === 'calling' || x.pc === 'record' || x.know !== 'none'),
  );
  if (isAlive && !s.faults) return;
  const t = clone(s);
  const w = workerOf(t, i);
  w.pc = 'doubt';
  w.plan = '';
  if (isAlive) {
    t.faults--;
    emit('fault', i, 'reads sending, THE OWNER IS SLOW but at work', t);
  } else {
    emit('step', i, 'reads sending, nobody is at work', t);
  }
}
