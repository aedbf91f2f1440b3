import type { Emit } from './explore.ts';
import { isFinal, write } from './ledger.ts';
import type { Config } from './scenario.ts';
import { count, plus } from './serviceBus.ts';
import { clone, type State } from './state.ts';

/** The end of life, the auditor's timer, the patience. Time is not counted: each may pass as soon as it can. */
export function clock(s: State, cfg: Config, emit: Emit<State>): void {
  if (cfg.expiry && !s.deadline) {
    const t = clone(s);
    t.deadline = 1;
    emit('time', 'clock', 'the deadline of the job passes', t);
  }
  if (cfg.rules.auditor && s.deadline && s.row === 'queued') {
    const t = clone(s);
    write(t, -1, { row: 'expired' }, cfg);
    emit('time', 'auditor', 'expires the overdue queued row', t);
  }
  if (s.row === 'uncertain' && !s.patient) patience(s, cfg, emit);
}

/** The patience is longer than an attempt (guard and HTTP deadline), a late accept and the time until a copy can be found. */
function patience(s: State, cfg: Config, emit: Emit<State>): void {
  const isSettled =
    !s.w.some((w) => w.pc === 'calling') && !s.lingering && (!s.accepted || s.visible);
  const t = clone(s);
  t.patient = 1;
  const frozen = t.w.filter((w) => (w.pc === 'claimed' || w.know === 'claiming') && !w.slow);
  if (isSettled && frozen.length === 0) emit('time', 'clock', 'the patience passes', t);
  else if (isSettled && s.faults) {
    for (const w of frozen) w.slow = 1;
    t.faults--;
    const what = 'the patience passes while A WORKER STANDS STILL between ledger write and request';
    emit('fault', 'clock', what, t);
  } else if (cfg.violations && s.faults) {
    t.faults--;
    t.violated = 1;
    const what =
      'the patience passes, but A BOUND IS BROKEN (late accept, late copy or frozen worker)';
    emit('fault', 'clock', what, t);
  }
}

/** Nobody is at work, nothing is on the way: only then so much time passes that messages and rows grow old. */
const isQuiet = (s: State): boolean =>
  s.w.every((w) => w.pc === 'idle') &&
  s.replayer === 'idle' &&
  s.door === 'idle' &&
  !s.lingering &&
  (!s.accepted || s.visible === 1);

/**
 * Messages left lying grow older than A while the row is still there: an order among them is void, the producer enqueues the
 * id no more, and the duplicate-detection windows are over.
 */
function age(s: State, cfg: Config, emit: Emit<State>): void {
  const queue = aged(s.queue, cfg);
  const dead = aged(s.dead, cfg);
  if (queue === s.queue && dead === s.dead) return;
  const t = clone(s);
  t.queue = queue;
  t.dead = dead;
  t.ordered = 0;
  t.enqueues = 0;
  t.seen = 0;
  emit('time', 'clock', 'the messages grow older than the bound', t);
}

/**
 * Deletes a final row. At that time every message of the job that is left is older than the bound, the producer enqueues the
 * id no more, and the duplicate-detection windows of all its ids are over.
 */
function deleteRow(s: State, cfg: Config, emit: Emit<State>): void {
  const t = clone(s);
  t.row = 'none';
  t.epoch = 0;
  t.doubt = 'none';
  t.content = 0;
  t.patient = 0;
  t.outcome = 0;
  t.parked = 0;
  t.ordered = 0;
  t.purged = 1;
  for (const w of t.w) w.tag = 0;
  if (cfg.rules.purgeWaits) {
    t.enqueues = 0;
    t.seen = 0;
    t.queue = aged(s.queue, cfg);
    t.dead = aged(s.dead, cfg);
  }
  emit('time', 'purge', 'deletes the row', t);
}

/** What weeks do. Once the mail went out twice, that is known already. */
export function weeks(s: State, cfg: Config, emit: Emit<State>): void {
  if (!cfg.purge || !isQuiet(s) || s.accepted > 1) return;
  if (s.row !== 'none') age(s, cfg, emit);
  if (isFinal(s.row) && !s.purged) deleteRow(s, cfg, emit);
}

/** The same messages, all older than the bound now. */
function aged(packed: number, cfg: Config): number {
  let result = 0;
  cfg.kinds.forEach(({ content, epoch }, k) => {
    const old = cfg.kinds.findIndex((x) => x.old && x.content === content && x.epoch === epoch);
    for (let n = count(packed, k); n > 0; n--) result = plus(result, old);
  });
  return result;
}
