import type { Finding, ReconcileStep } from '../../shared/delivery/reconcileTable.ts';
import { claim } from './attempt.ts';
import type { Emit, EventType } from './explore.ts';
import type { Config } from './scenario.ts';
import { clone, type Pc, type Plan, type State, workerOf } from './state.ts';
import { type Decision, reconcileFact } from './tables.ts';

/**
 * What a search may show, and what the table makes of it. It holds for the row that the search was started for: the write
 * that follows is conditional.
 */
export function reconcile(s: State, i: number, cfg: Config, emit: Emit<State>): void {
  const facts = factsOf(s, cfg);
  for (const [finding, type] of findings(s, cfg)) {
    take(cfg.decisions.reconcile(finding, facts), finding, type, s, i, cfg, emit);
  }
}

/** As shared/delivery/reconcile.ts finds them. */
function factsOf(s: State, cfg: Config): number {
  const isUnproved = s.doubt === 'unproved';
  let facts = 0;
  if (!s.patient) facts |= reconcileFact.patienceRunning;
  if (s.deadline) facts |= reconcileFact.late;
  if (isUnproved) facts |= reconcileFact.unproved;
  if (isUnproved && s.epoch > 0) facts |= reconcileFact.unprovedReplay;
  if (cfg.onUncertain === 'hold') facts |= reconcileFact.holdBySetting;
  return facts;
}

/**
 * What the search may show now, as shared/delivery/reconcile.ts, look, makes of it. Only one of them is what must follow when
 * nothing goes wrong. A draft is left by an attempt that broke off, and by one that Graph still works on.
 */
function findings(s: State, cfg: Config): [Finding, EventType][] {
  const list: [Finding, EventType][] = [['noAnswer', 'choice']];
  const isOlderMail = cfg.foreign && !cfg.rules.sinceOnly;
  if (s.visible || isOlderMail) list.push(['copy', cfg.reading === 'proves' ? 'step' : 'choice']);
  if (!s.visible) {
    list.push(['draft', 'choice']);
    if (!isOlderMail && cfg.reading !== 'cannotKnow') list.push(['absent', 'step']);
  }
  if (cfg.reading !== 'proves') list.push(['cannotKnow', 'step']);
  return list;
}

function take(
  { step, rule }: Decision<ReconcileStep>,
  finding: Finding,
  type: EventType,
  s: State,
  i: number,
  cfg: Config,
  emit: Emit<State>,
): void {
  cfg.used.reconcile.add(rule);
  const what = `looks for the mail, ${finding}: ${step}`;
  const goTo = (pc: Pc, plan: Plan = '', how = type) => {
    const t = clone(s);
    if (step === 'lookAgain') t.waits--;
    const w = workerOf(t, i);
    w.pc = pc;
    w.plan = plan;
    emit(how, i, what, t);
  };
  switch (step) {
    case 'sent':
      goTo('found');
      break;
    case 'lookAgain':
      if (s.waits) goTo('putBack', '', 'choice');
      break;
    case 'hold':
      goTo('close', 'held');
      break;
    case 'expire':
      goTo('close', 'expired, absent');
      break;
    case 'sendAgain':
      claim('absent', s, i, cfg, as(type, what, emit));
      break;
    case 'sendUnproved':
      claim('unproved', s, i, cfg, as(type, what, emit));
      break;
    default:
      step satisfies never;
  }
}

function as(type: EventType, what: string, emit: Emit<State>): Emit<State> {
  return (own, who, then, t) => emit(own === 'step' ? type : own, who, `${what}; ${then}`, t);
}
