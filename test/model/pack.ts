import { doubts, knows, pcs, people, plans, rows, type State, type Worker } from './state.ts';

const numbered = <T extends string>(list: readonly T[]) =>
  Object.fromEntries(list.map((name, index) => [name, index])) as Record<T, number>;
const rowNumber = numbered(rows);
const doubtNumber = numbered(doubts);
const pcNumber = numbered(pcs);
const knowNumber = numbered(knows);
const planNumber = numbered(plans);
const personNumber = numbered(people);

const packWorker = (w: Worker | undefined): number =>
  w === undefined
    ? 0
    : pcNumber[w.pc] |
      (w.lock << 5) |
      (w.dlq << 6) |
      (w.tag << 7) |
      (w.kind << 8) |
      (w.slow << 12) |
      (knowNumber[w.know] << 13) |
      (planNumber[w.plan] << 16);

/** How many 32-bit words a packed state takes. */
export const stateWords = 7;

/** Writes the whole state into `stateWords` numbers. Workers are interchangeable, so they are put in order. */
export function pack(s: State, out: Int32Array): void {
  let a = packWorker(s.w[0]);
  let b = packWorker(s.w[1]);
  let c = packWorker(s.w[2]);
  if (a < b) [a, b] = [b, a];
  if (b < c) [b, c] = [c, b];
  if (a < b) [a, b] = [b, a];
  out[0] =
    a |
    (rowNumber[s.row] << 20) |
    (s.epoch << 24) |
    (doubtNumber[s.doubt] << 26) |
    (s.content << 28) |
    (s.accepted << 30);
  out[1] =
    b |
    (s.lingering << 20) |
    (s.visible << 22) |
    (s.deadline << 23) |
    (s.patient << 24) |
    (s.purged << 25) |
    (s.violated << 26) |
    (s.confirmed << 27) |
    (s.outcome << 28) |
    (s.cancelRead << 29) |
    (s.cancels << 30);
  out[2] = s.queue;
  out[3] = s.dead;
  out[4] =
    s.seen |
    (s.parked << 15) |
    (s.parkedOther << 16) |
    (s.took << 18) |
    (s.replayerEpoch << 20) |
    (s.ordered << 22);
  out[5] =
    s.faults |
    (s.waits << 3) |
    (s.enqueues << 6) |
    (s.replays << 9) |
    (s.attempts << 11) |
    (s.illegal ? 1 << 14 : 0) |
    (personNumber[s.replayer] << 15) |
    (personNumber[s.door] << 18);
  out[6] = c;
}
