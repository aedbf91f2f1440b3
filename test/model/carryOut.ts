import type { Emit } from './explore.ts';
import { type Config, kindNumber, kindOf } from './scenario.ts';
import { send } from './serviceBus.ts';
import { idleWorker, type State, type Worker, workerOf } from './state.ts';
import { going, goTo } from './steps.ts';

/** What worker i does after the ledger: shared/delivery/carryOut.ts, and the completion that follows its return. */
export function carryOut(s: State, i: number, cfg: Config, emit: Emit<State>): void {
  const { pc, lock, kind } = workerOf(s, i);
  const go = going(s, i, emit);
  switch (pc) {
    case 'putBack':
      // Also a copy that is due at once and received by the same worker.
      go('sleeps instead', goTo('reads'), 'choice');
      if (cfg.rules.scheduleFirst) putBack(s, i, cfg, emit, goTo('complete'));
      else go('completes before it schedules', completeEarly);
      break;
    case 'putBackLate':
      putBack(s, i, cfg, emit, become(i));
      break;
    case 'park':
      if (s.waits) go('cannot park now', goTo('putBack'), 'choice', 'waits');
      if (cfg.rules.parkBeforeComplete || !lock) go('parks the body', park);
      else go('completes before it parks', giveUpLock);
      break;
    case 'parkBeside':
      go('parks it beside, as a conflict', (w, t) => {
        t.parkedOther |= kindOf(cfg, kind).content;
        goTo('complete')(w);
      });
      break;
    case 'report':
      go('reports the outcome', report);
      break;
    case 'complete':
      go(lock ? 'completes' : 'cannot complete, the lock is lost', become(i));
      break;
    default:
      throw new Error(`A worker that stands before "${pc}" has nothing to carry out.`);
  }
}

function giveUpLock(w: Worker): void {
  w.lock = 0;
}

function completeEarly(w: Worker): void {
  giveUpLock(w);
  goTo('putBackLate')(w);
}

/** Idle again, without a message. */
const become = (i: number) => (_: Worker, t: State) => {
  t.w[i] = idleWorker();
};

function park(w: Worker, t: State): void {
  t.parked = 1;
  goTo('report')(w);
}

function report(w: Worker, t: State): void {
  t.outcome = 1;
  // A body parked in an earlier epoch is needed no longer.
  if (t.row === 'sent' || t.row === 'cancelled' || t.row === 'expired') t.parked = 0;
  goTo('complete')(w);
}

/** shared/delivery/putBack.ts: the copy of the next hop, by its id. */
function putBack(
  s: State,
  i: number,
  cfg: Config,
  emit: Emit<State>,
  then: (w: Worker, t: State) => void,
): void {
  const { content, epoch, next } = kindOf(cfg, workerOf(s, i).kind);
  const countsAttempts = cfg.rules.copyId === 'attempt';
  const copy = countsAttempts ? kindNumber(cfg, content, epoch, s.attempts + 1) : next;
  if (copy < 0) {
    emit('step', i, 'needs more hops than the model has', undefined);
    return;
  }
  send(s, copy, cfg, (t, how) => {
    then(workerOf(t, i), t);
    emit('step', i, `schedules ${kindOf(cfg, copy).name}: ${how}`, t);
  });
}
