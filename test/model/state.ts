import type { Doubt, State as JobState } from '../../shared/ledger/row.ts';
import { states } from '../../shared/ledger/row.ts';

/** What the ledger says of the job; `none` is a job without a row. */
export type Row = JobState | 'none';

/** Every row there can be: those of the code, and none. */
export const rows: readonly Row[] = ['none', ...states];

/** Every doubt there can be. */
export const doubts: readonly Doubt[] = ['none', 'absent', 'unproved'];

/** Every place where a worker can stand. */
export const pcs = [
  'idle',
  'reads',
  'enrol',
  'claim',
  'claimed',
  'calling',
  'record',
  'found',
  'close',
  'doubt',
  'reopen',
  'putBack',
  'putBackLate',
  'park',
  'parkBeside',
  'report',
  'complete',
] as const;

/** Where a worker stands: what it does next. */
export type Pc = (typeof pcs)[number];

/** Everything a worker can know of its own attempt. */
export const knows = ['none', 'claiming', 'accepted', 'notSent', 'refused', 'unknown'] as const;

/** What a worker knows of its own attempt and has not recorded yet. `claiming`: its claim was written, but not answered. */
export type Know = (typeof knows)[number];

/** Everything a worker can be about to write. */
export const plans = [
  '',
  'absent',
  'unproved',
  'failed',
  'failed, absent',
  'failed, unproved',
  'expired',
  'expired, absent',
  'held',
  'held, unproved',
] as const;

/** The doubt of the claim, or state and doubt of the end, that a worker is about to write. */
export type Plan = (typeof plans)[number];

/** Where a person's tool or the door can stand. */
export const people = ['idle', 'send', 'tidy', 'reserved'] as const;

/** A person's tool or the HTTP door between two of its steps. */
export type Person = (typeof people)[number];

/** Yes or no as a number, so that a state packs into few words. */
export type Bit = 0 | 1;

/** A worker, or the sweeper while `dlq` is set, with the message it holds. */
export interface Worker {
  pc: Pc;
  /** Index into the messages of the scenario. */
  kind: number;
  lock: Bit;
  dlq: Bit;
  /** The row carries this worker's claim. */
  tag: Bit;
  /** Stood still for longer than the guard allows. */
  slow: Bit;
  know: Know;
  plan: Plan;
}

/** Everything there is: the row, the queue, Graph and the mailbox, the clock, and where everybody stands. */
export interface State {
  row: Row;
  epoch: number;
  doubt: Doubt;
  /** Whose mail the row is for; 0 = any. */
  content: number;
  /** Counted only where a mutant makes ids of it. */
  attempts: number;
  illegal: string;
  /** How often Graph accepted the mail, up to 2; requests given up but alive; whether a copy can be found. */
  accepted: number;
  lingering: number;
  visible: Bit;
  /** The end of life has passed; the patience has; the row was purged once; a bound of section 8 was broken. */
  deadline: Bit;
  patient: Bit;
  purged: Bit;
  violated: Bit;
  /** How many messages of each kind, two bits each. */
  queue: number;
  dead: number;
  /** The job's parked body; conflicts parked beside it, by content. */
  parked: Bit;
  parkedOther: number;
  /** Ids and contents that the queue has ever taken. */
  seen: number;
  took: number;
  /** A cancel was confirmed; the outcome was reported; epoch of the last replay order; a cancel has read the row. */
  confirmed: Bit;
  outcome: Bit;
  ordered: number;
  cancelRead: Bit;
  /** What may still come. */
  faults: number;
  waits: number;
  enqueues: number;
  replays: number;
  cancels: number;
  w: Worker[];
  replayer: Person;
  replayerEpoch: number;
  door: Person;
}

/** A worker without a message. */
export const idleWorker = (): Worker => ({
  pc: 'idle',
  kind: 0,
  lock: 0,
  dlq: 0,
  tag: 0,
  slow: 0,
  know: 'none',
  plan: '',
});

/** The worker of that number; there is one. */
export const workerOf = (s: State, i: number): Worker => s.w[i] as Worker;

// Written out field by field: several times faster than a spread.
const cloneWorker = (w: Worker): Worker => ({
  pc: w.pc,
  kind: w.kind,
  lock: w.lock,
  dlq: w.dlq,
  tag: w.tag,
  slow: w.slow,
  know: w.know,
  plan: w.plan,
});

/** A copy to change. */
export const clone = (s: State): State => ({
  row: s.row,
  epoch: s.epoch,
  doubt: s.doubt,
  content: s.content,
  attempts: s.attempts,
  illegal: s.illegal,
  accepted: s.accepted,
  lingering: s.lingering,
  visible: s.visible,
  deadline: s.deadline,
  patient: s.patient,
  purged: s.purged,
  violated: s.violated,
  queue: s.queue,
  dead: s.dead,
  parked: s.parked,
  parkedOther: s.parkedOther,
  seen: s.seen,
  took: s.took,
  confirmed: s.confirmed,
  outcome: s.outcome,
  ordered: s.ordered,
  cancelRead: s.cancelRead,
  faults: s.faults,
  waits: s.waits,
  enqueues: s.enqueues,
  replays: s.replays,
  cancels: s.cancels,
  w: s.w.map(cloneWorker),
  replayer: s.replayer,
  replayerEpoch: s.replayerEpoch,
  door: s.door,
});
