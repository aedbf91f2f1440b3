import type { Emit } from './explore.ts';
import { write } from './ledger.ts';
import { type Config, kindNumber, kindOf } from './scenario.ts';
import { send } from './serviceBus.ts';
import { clone, type State } from './state.ts';

/** A producer enqueues the same id again and again: its own answers got lost. */
export function producer(s: State, cfg: Config, emit: Emit<State>): void {
  for (let content = 1; s.enqueues && content <= cfg.contents; content++) {
    const k = kindNumber(cfg, content, 0, 0);
    send(s, k, cfg, (t, how) => {
      t.enqueues--;
      emit('producer', 'producer', `enqueues ${kindOf(cfg, k).name}: ${how}`, t);
    });
  }
}

/** The HTTP door: insert `queued` with the content's hash, enqueue, answer 202. The client may come again with its key. */
export function door(s: State, cfg: Config, emit: Emit<State>): void {
  if (s.door === 'idle' && s.enqueues) {
    const t = clone(s);
    t.enqueues--;
    t.door = 'reserved';
    const isNew = s.row === 'none' && !s.purged;
    if (isNew) write(t, -1, { row: 'queued', content: 1 }, cfg);
    emit('producer', 'door', isNew ? 'inserts the row queued' : 'finds the row', t);
  }
  if (s.door !== 'reserved') return;
  send(s, 0, cfg, (t, how) => {
    t.door = 'idle';
    emit('step', 'door', `enqueues J: ${how}; answers 202`, t);
  });
  if (!s.faults) return;
  const t = clone(s);
  t.faults--;
  t.door = 'idle';
  emit('fault', 'door', 'CRASHES before it enqueues', t);
}

/** Cancel: one conditional write on the state just read; refused in any other state. */
export function cancel(s: State, cfg: Config, emit: Emit<State>): void {
  const { cancelConditional, cancelWhile } = cfg.rules;
  const mayCancel = s.cancels > 0 && cancelWhile.includes(s.row) && !s.purged;
  if (cancelConditional) {
    if (mayCancel) writeCancelled(s, cfg, emit);
    return;
  }
  if (mayCancel) {
    const t = clone(s);
    t.cancels = 0;
    t.cancelRead = 1;
    emit('operator', 'operator', 'reads the row in order to cancel', t);
  }
  if (s.cancelRead) writeCancelled(s, cfg, emit);
}

function writeCancelled(s: State, cfg: Config, emit: Emit<State>): void {
  const t = clone(s);
  t.cancels = 0;
  t.cancelRead = 0;
  const writes = s.row !== 'none' || cfg.rules.cancelTombstone;
  if (writes) write(t, -1, { row: 'cancelled' }, cfg);
  const isHeld = writes && t.row === 'held';
  if (!isHeld) t.confirmed = 1;
  const what = isHeld ? 'held instead, an attempt is unproved' : 'confirmed';
  emit('operator', 'operator', `cancels: ${what}`, t);
}

/**
 * A person orders a replay by a tool, which may crash or stand still between its look at the row and its send. It writes no
 * row: the copy of the next epoch is the order (shared/failed/replay.ts).
 */
export function replayer(s: State, cfg: Config, emit: Emit<State>): void {
  if (s.replayer === 'idle') {
    if (mayReplay(s, cfg)) emit('operator', 'replay', `reads ${s.row}, has the body`, looked(s));
    return;
  }
  if (s.faults) {
    const t = putAway(clone(s));
    t.faults--;
    emit('fault', 'replay', 'CRASHES', t);
  }
  if (s.replayer === 'tidy') {
    const t = putAway(clone(s));
    t.parked = 0;
    emit('step', 'replay', 'removes the parked body', t);
  } else {
    order(s, cfg, emit);
  }
}

function mayReplay({ row, replays, parked, epoch }: State, cfg: Config): boolean {
  const waitsForPeople = row === 'failed' || row === 'held' || !cfg.rules.replayLooksAtRow;
  return waitsForPeople && replays > 0 && parked === 1 && epoch < cfg.replays;
}

function looked(s: State): State {
  const t = clone(s);
  t.replayer = 'send';
  t.replayerEpoch = s.epoch;
  t.replays--;
  return t;
}

function order(s: State, cfg: Config, emit: Emit<State>): void {
  const epoch = s.replayerEpoch + 1;
  send(s, kindNumber(cfg, 1, epoch, 0), cfg, (t, how) => {
    t.deadline = 0; // a replay gets a new lifetime
    t.ordered = Math.max(t.ordered, epoch);
    if (cfg.rules.replayKeepsBody) putAway(t);
    else t.replayer = 'tidy';
    emit('step', 'replay', `sends the copy r${epoch}.0: ${how}`, t);
  });
}

function putAway(t: State): State {
  t.replayer = 'idle';
  t.replayerEpoch = 0;
  return t;
}
