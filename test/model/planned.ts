import type { Doubt } from '../../shared/ledger/row.ts';
import { type Change, contentAfter, type Planned } from './ledger.ts';
import { type Config, kindOf } from './scenario.ts';
import type { Pc, State, Worker } from './state.ts';
import { workerOf } from './state.ts';

const then =
  (pc: Pc) =>
  (w: Worker): void => {
    w.pc = pc;
    w.plan = '';
    w.know = 'none';
    w.slow = 0;
  };

/** The write that worker i stands before, on the row it read; undefined where it stands before none. */
export function planned(s: State, i: number, cfg: Config): Planned | undefined {
  const w = workerOf(s, i);
  const { epoch: own, content } = kindOf(cfg, w.kind);
  const epoch = Math.max(s.epoch, own);
  switch (w.pc) {
    case 'enrol':
      return { change: { row: 'queued', content }, after: then('putBack') };
    case 'claim': {
      const row = cfg.rules.sentAfter202 ? 'sending' : 'sent';
      const doubt = w.plan === 'absent' || w.plan === 'unproved' ? w.plan : 'none';
      return { change: { row, epoch, content, doubt }, after: then('claimed') };
    }
    case 'close': // shared/delivery/closeJob.ts
      return afterEnd({ ...endOf(w), epoch, content: contentAfter(s, w, cfg) }, s, cfg);
    case 'record':
      return recordAnswer(s, w, cfg);
    case 'found': // shared/delivery/reconcile.ts, markSent
      return { change: { row: 'sent' }, after: then('report') };
    case 'doubt': // shared/delivery/steps.ts, doubt
      return { change: { row: 'uncertain' }, after: then('putBack') };
    case 'reopen':
      return { change: { row: 'uncertain', epoch: own }, after: then('putBack') };
    default:
      return undefined;
  }
}

/** shared/delivery/recordAnswer.ts, changeAfter and progressAfter. */
function recordAnswer(s: State, { know }: Worker, cfg: Config): Planned | undefined {
  switch (know) {
    case 'accepted':
      return { change: { row: 'sent' }, after: then('report') };
    case 'refused':
      return afterEnd({ row: 'failed' }, s, cfg);
    case 'notSent':
      if (s.deadline) return afterEnd({ row: 'expired' }, s, cfg);
      return { change: { row: 'queued' }, after: then('putBack') };
    case 'unknown':
      return { change: { row: 'uncertain' }, after: then('putBack') };
    default:
      return undefined;
  }
}

/** shared/delivery/closeJob.ts, ended: what needs a person is parked first. */
function afterEnd(change: Change, s: State, { rules }: Config): Planned {
  const doubt = rules.greaterDoubt(s.doubt, change.doubt ?? 'none');
  const row = rules.closing(change.row, doubt);
  return { change, after: then(row === 'failed' || row === 'held' ? 'park' : 'report') };
}

function endOf({ plan }: Worker): { row: 'failed' | 'held' | 'expired'; doubt: Doubt } {
  switch (plan) {
    case 'failed':
    case 'held':
    case 'expired':
      return { row: plan, doubt: 'none' };
    case 'failed, absent':
      return { row: 'failed', doubt: 'absent' };
    case 'failed, unproved':
      return { row: 'failed', doubt: 'unproved' };
    case 'expired, absent':
      return { row: 'expired', doubt: 'absent' };
    case 'held, unproved':
      return { row: 'held', doubt: 'unproved' };
    default:
      throw new Error(`"${plan}" is no end of a job.`);
  }
}
