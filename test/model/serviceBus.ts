import type { Emit } from './explore.ts';
import { type Config, kindOf } from './scenario.ts';
import { clone, idleWorker, type State, type Worker } from './state.ts';

/** How many messages of kind k there are: 0 to 3, two bits each. */
export const count = (packed: number, k: number): number => (packed >> (2 * k)) & 3;
/** One more of kind k; three alike stand for any greater number. */
export const plus = (packed: number, k: number): number =>
  count(packed, k) === 3 ? packed : packed + (1 << (2 * k));
/** One less of kind k. */
const minus = (packed: number, k: number): number => packed - (1 << (2 * k));

function total(packed: number): number {
  let n = 0;
  for (let p = packed; p; p >>>= 2) n += p & 3;
  return n;
}

/** At most so many messages are alive when a duplicate is taken again; otherwise the search has no end. */
const mostAlive = 3;

/**
 * A message is sent or scheduled; when it becomes due is left open. Duplicate detection goes by id: an id that was taken
 * before may be dropped silently (inside the window) or taken again (window over).
 */
export function send(
  s: State,
  k: number,
  cfg: Config,
  then: (t: State, how: string) => void,
): void {
  const kind = kindOf(cfg, k);
  const isKnown = !kind.old && (s.seen & (1 << kind.id)) !== 0;
  if (isKnown) then(clone(s), 'dropped as a duplicate');
  const alive = total(s.queue) + total(s.dead) + s.w.reduce((n, w) => n + w.lock, 0);
  if (isKnown && alive >= mostAlive) return;
  const t = clone(s);
  if (!kind.old) t.seen |= 1 << kind.id;
  t.queue = plus(t.queue, k);
  t.took |= kind.content;
  then(t, 'taken');
}

/** Somebody free takes a message from the queue, or the sweeper one from the dead letters. */
export function receive(s: State, i: number, cfg: Config, emit: Emit<State>): void {
  cfg.kinds.forEach(({ name }, kind) => {
    if (count(s.queue, kind)) {
      const t = clone(s);
      t.queue = minus(t.queue, kind);
      t.w[i] = { ...idleWorker(), pc: 'reads', kind, lock: 1 };
      emit('step', i, 'receives', t, name);
    }
    if (count(s.dead, kind)) {
      const t = clone(s);
      t.dead = minus(t.dead, kind);
      t.w[i] = { ...idleWorker(), pc: 'reads', kind, lock: 1, dlq: 1 };
      emit('step', i, 'sweeps the dead letter', t, name);
    }
  });
}

/** A lock is over: the message can be received again, or goes to the dead-letter queue. */
export function giveBack(t: State, w: Worker, toDead: boolean): void {
  if (!w.lock) return;
  if (toDead) t.dead = plus(t.dead, w.kind);
  else t.queue = plus(t.queue, w.kind);
  w.lock = 0;
}

/** Too many deliveries, or time to live over. */
export function deadLetter(s: State, cfg: Config, emit: Emit<State>): void {
  cfg.kinds.forEach(({ name }, kind) => {
    if (!count(s.queue, kind)) return;
    const t = clone(s);
    t.queue = minus(t.queue, kind);
    t.dead = plus(t.dead, kind);
    t.faults--;
    emit('fault', 'Service Bus', 'DEAD-LETTERS', t, name);
  });
}
