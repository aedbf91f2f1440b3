import type { Doubt, State as JobState } from '../../shared/ledger/row.ts';
import { legalTransitions } from '../../shared/ledger/transitions.ts';
import type { Emit } from './explore.ts';
import { type Config, kindOf } from './scenario.ts';
import { clone, type Pc, type Row, type State, type Worker, workerOf } from './state.ts';

/** What one write changes. The closing rule is applied by `write`. */
export interface Change {
  readonly row: JobState;
  readonly epoch?: number;
  readonly doubt?: Doubt;
  readonly content?: number;
}

/** Steps that end in a conditional write: their ETag is that of the row they read. */
const conditionalSteps: ReadonlySet<Pc> = new Set<Pc>([
  'enrol',
  'claim',
  'record',
  'found',
  'close',
  'doubt',
  'reopen',
]);

/** Whether a worker stands before a conditional write. */
export const isAboutToWrite = ({ pc }: Worker): boolean => conditionalSteps.has(pc);

/** Rows of which the protocol says that nothing more happens to them by itself. */
export const isFinal = (row: Row): boolean =>
  row !== 'none' && row !== 'queued' && row !== 'sending' && row !== 'uncertain';

/** A replay is the only way from a row to itself. */
function isLegal(from: Row, to: JobState, epochGrows: boolean): boolean {
  if (to === from && !epochGrows) return false;
  return legalTransitions[from].includes(to);
}

/** The row that a change asks for, as `moved` of the code makes it. */
function resolved(s: State, change: Change, { closing, greaterDoubt }: Config['rules']) {
  const doubt = greaterDoubt(s.doubt, change.doubt ?? 'none');
  const row = closing(change.row, doubt);
  const content = change.content ?? s.content;
  return { row, doubt, content, epoch: change.epoch ?? s.epoch };
}

/** One write. It makes everybody else's ETag stale: who had planned a conditional write gets 412 and reads again. */
export function write(t: State, author: number, change: Change, cfg: Config): void {
  const from = t.row;
  const now = resolved(t, change, cfg.rules);
  if (!isLegal(from, now.row, now.epoch > t.epoch)) t.illegal = `${from} -> ${now.row}`;
  if (now.epoch > t.epoch) t.outcome = 0;
  t.row = now.row;
  t.epoch = now.epoch;
  t.doubt = now.doubt;
  t.content = now.content;
  if (now.row === 'sending') {
    t.patient = 0;
    if (cfg.rules.copyId === 'attempt') t.attempts = Math.min(t.attempts + 1, 7);
    t.w.forEach((w, i) => {
      w.tag = i === author ? 1 : 0;
    });
  }
  if (!cfg.rules.etag) return;
  t.w.forEach((w, i) => {
    if (i === author || !isAboutToWrite(w)) return;
    w.pc = 'reads';
    w.plan = '';
  });
}

/** What a worker is about to write and what it does after; the row is still the one it read. */
export interface Planned {
  readonly change: Change;
  readonly after: (w: Worker) => void;
}

/**
 * The conditional write that worker i stands before. Also the same write done without an answer, after which the worker reads
 * again; and, for others who stand before a write of the very same row, that they take it for theirs (writeRow.ts, isMine).
 */
export function conditional(
  s: State,
  i: number,
  planned: (s: State, i: number, cfg: Config) => Planned | undefined,
  cfg: Config,
  emit: Emit<State>,
): void {
  const plan = planned(s, i, cfg);
  if (!plan) return;
  const { change, after } = plan;
  const t = clone(s);
  write(t, i, change, cfg);
  after(workerOf(t, i));
  const what = `writes ${t.row}`;
  emit('step', i, what, t);
  s.w.forEach((_, j) => {
    const other = j === i ? undefined : planned(s, j, cfg);
    if (!other || !looksOwn(s, other.change, t, cfg)) return;
    const u = clone(t);
    other.after(workerOf(u, j));
    emit('step', i, `${what}, as worker ${j + 1} was about to`, u);
  });
  if (!s.faults) return;
  const u = clone(s);
  u.faults--;
  write(u, i, change, cfg);
  const w = workerOf(u, i);
  if (u.row === 'sending') w.know = 'claiming';
  w.pc = 'reads';
  w.plan = '';
  emit('fault', i, `${what}: WRITTEN, but no answer`, u);
  if (cfg.rules.readBack) return;
  const v = clone(s);
  v.faults--;
  after(workerOf(v, i));
  emit('fault', i, `${what}: NOT WRITTEN and no answer, taken as written`, v);
}

/** A claim has an id of its own; any other write keeps the claim that was read. */
function looksOwn(s: State, wanted: Change, t: State, cfg: Config): boolean {
  const own = resolved(s, wanted, cfg.rules);
  if (own.row === 'sending' || own.row !== t.row || own.epoch !== t.epoch) return false;
  return !cfg.rules.ownContent || own.content === t.content;
}

/** The content that a write by this worker leaves: its own where there was no row, else the row's. */
export const contentAfter = (s: State, w: Worker, cfg: Config): number =>
  s.row === 'none' ? kindOf(cfg, w.kind).content : s.content;
