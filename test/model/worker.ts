import { startRequest } from './attempt.ts';
import { carryOut } from './carryOut.ts';
import { decide } from './decide.ts';
import type { Emit } from './explore.ts';
import { accept, answers, mostLingering } from './graph.ts';
import { conditional, isAboutToWrite } from './ledger.ts';
import { planned } from './planned.ts';
import type { Config } from './scenario.ts';
import { giveBack } from './serviceBus.ts';
import { clone, idleWorker, type State, type Worker, workerOf } from './state.ts';
import { going, goTo } from './steps.ts';

/** All that worker i can do next with the message it holds: shared/delivery/handleMessage.ts, line by line. */
export function work(s: State, i: number, cfg: Config, emit: Emit<State>): void {
  const w = workerOf(s, i);
  if (s.faults) faults(s, i, emit);
  if (isAboutToWrite(w)) conditional(s, i, planned, cfg, emit);
  else if (w.pc === 'claimed') startRequest(s, i, cfg, emit);
  else if (w.pc === 'calling') answers(s, i, cfg, emit);
  else if (w.pc !== 'reads') carryOut(s, i, cfg, emit);
  else if (w.know !== 'none') readWithKnowledge(s, i, cfg, emit);
  else {
    // shared/delivery/deliver.ts: the store is down. Not with knowledge in hand: recordAnswer.ts tries until the lock's end.
    if (s.waits) going(s, i, emit)('puts back unread', goTo('putBack'), 'choice', 'waits');
    decide(s, i, cfg, emit);
  }
}

/** What the worker knows of its own attempt comes before the table: recordAnswer.ts, counts; writeRow.ts, isMine. */
function readWithKnowledge(s: State, i: number, cfg: Config, emit: Emit<State>): void {
  const { know, tag } = workerOf(s, i);
  const go = going(s, i, emit);
  const isOwn = s.row === 'sending' && (tag === 1 || !cfg.rules.claimToken);
  const isOwnInDoubt = s.row === 'uncertain' && (tag === 1 || !cfg.rules.claimToken);
  if (know === 'accepted' && s.row === 'sent') go('reads sent', goTo('report'));
  else if (know === 'accepted') go(`reads ${s.row}, holds a 202`, record);
  else if (know === 'claiming' && isOwn) go('reads its own claim', goTo('claimed'));
  else if (know === 'unknown' && isOwn) go('reads sending, its own attempt', record);
  else if ((know === 'notSent' || know === 'refused') && (isOwn || isOwnInDoubt))
    go(`reads ${s.row}, its own attempt`, record);
  else go(`reads ${s.row}, no longer its own`, goTo('reads'));
}

function record(w: Worker): void {
  w.pc = 'record';
  w.plan = '';
}

/** A worker crashes, or loses its lock and goes on without knowing (a zombie). */
function faults(s: State, i: number, emit: Emit<State>): void {
  const w = workerOf(s, i);
  const fault = (what: string, change: (x: Worker, t: State) => void) => {
    const t = clone(s);
    t.faults--;
    change(workerOf(t, i), t);
    emit('fault', i, what, t);
  };
  const die = (x: Worker, t: State) => {
    giveBack(t, x, x.dlq === 1);
    t.w[i] = idleWorker();
  };
  // A crash of a worker that has only read so far changes nothing and is left out.
  const hasOnlyRead = w.know === 'none' && (w.pc === 'reads' || isAboutToWrite(w));
  if (!hasOnlyRead) fault('CRASHES', die);
  if (w.pc === 'calling') {
    fault('CRASHES, Graph accepted', (x, t) => {
      accept(t);
      die(x, t);
    });
  }
  if (w.pc === 'calling' && s.lingering < mostLingering) {
    fault('CRASHES, its request is still on the way', (x, t) => {
      t.lingering++;
      die(x, t);
    });
  }
  if (!w.lock || w.pc === 'complete') return;
  fault('LOSES ITS LOCK and goes on', (x, t) => giveBack(t, x, x.dlq === 1));
  if (w.dlq) return;
  fault('LOSES ITS LOCK for the last time (dead letter) and goes on', (x, t) =>
    giveBack(t, x, true),
  );
}
