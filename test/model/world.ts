import type { Emit } from './explore.ts';
import { exchange } from './graph.ts';
import { cancel, door, producer, replayer } from './people.ts';
import type { Config } from './scenario.ts';
import { deadLetter, receive } from './serviceBus.ts';
import type { State } from './state.ts';
import { clock, weeks } from './time.ts';
import { work } from './worker.ts';

/** Everything that can happen next. */
export function successors(s: State, cfg: Config, emit: Emit<State>): void {
  if (cfg.door) door(s, cfg, emit);
  else producer(s, cfg, emit);
  exchange(s, emit);
  clock(s, cfg, emit);
  weeks(s, cfg, emit);
  if (s.faults) deadLetter(s, cfg, emit);
  const free = s.w.findIndex((w) => w.pc === 'idle'); // idle workers are alike: the first one receives
  if (free >= 0) receive(s, free, cfg, emit);
  for (let i = 0; i < s.w.length; i++) {
    if (s.w[i]?.pc !== 'idle') work(s, i, cfg, emit);
  }
  if (cfg.replays) replayer(s, cfg, emit);
  if (s.cancels || s.cancelRead) cancel(s, cfg, emit);
}
