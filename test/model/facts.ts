import type { Condition, Kind } from '../../shared/delivery/table.ts';
import { type Config, kindOf } from './scenario.ts';
import { type State, type Worker, workerOf } from './state.ts';
import { fact } from './tables.ts';

/** What the message of a worker is to the row, as shared/delivery/situation.ts, kindOf, has it. */
export function meaningOf(s: State, w: Worker, cfg: Config): Kind {
  const ahead = s.row === 'none' ? 0 : kindOf(cfg, w.kind).epoch - s.epoch;
  if (ahead === 0) return w.dlq ? 'deadLetter' : 'wakeUp';
  if (ahead === 1) return w.dlq ? 'deadReplay' : 'replay';
  return ahead < 0 ? 'earlier' : 'later';
}

/** What holds for sure, as shared/delivery/situation.ts, situationOf, finds it. */
export function certainFacts(s: State, i: number, meaning: Kind, cfg: Config): number {
  const { content, epoch, old } = kindOf(cfg, workerOf(s, i).kind);
  const isNew = s.row === 'none';
  let facts = 0;
  if (!isNew && s.content !== 0 && s.content !== content) facts |= fact.otherContent;
  if (old || (isNew && epoch > 0)) facts |= fact.gone;
  if (s.deadline) facts |= fact.late;
  if (cfg.broken === 'always' && mayClaim(s, meaning)) facts |= fact.broken;
  if (cfg.reading === 'cannotKnow' && s.doubt === 'unproved') facts |= fact.cannotLook;
  return facts;
}

function mayClaim({ row }: State, meaning: Kind): boolean {
  if (row === 'none' || row === 'queued') return meaning === 'wakeUp';
  return row === 'failed' && meaning === 'replay';
}

/** A condition that may hold or not hold at any moment; one that makes a message wait does so only so often. */
export interface Chance {
  readonly condition: Condition;
  readonly what: string;
  readonly waits: boolean;
  readonly mayHold: (s: State, meaning: Kind, cfg: Config) => boolean;
}

/** What depends on the pacer, on the age of a row, on the world outside. */
export const chances: readonly Chance[] = [
  { condition: 'notItsTurn', what: 'has to wait', waits: true, mayHold: (s) => s.waits > 0 },
  { condition: 'young', what: 'leaves it to its owner', waits: true, mayHold: (s) => s.waits > 0 },
  {
    condition: 'broken',
    what: 'finds that it can be sent no more',
    waits: false,
    mayHold: (s, meaning, cfg) => cfg.broken === 'sometimes' && mayClaim(s, meaning),
  },
  {
    condition: 'sendAgain',
    what: 'is ordered to send again',
    waits: false,
    mayHold: (s, _, cfg) => cfg.sendAgain && !s.deadline,
  },
  {
    condition: 'cannotLook',
    what: 'cannot look now',
    waits: false,
    mayHold: (s, _, cfg) => cfg.reading === 'sometimes' && s.doubt === 'unproved',
  },
];
