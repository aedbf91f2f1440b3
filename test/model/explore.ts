import { Ints, StateSet } from './stateSet.ts';

/** What kind of thing happens: a process goes on, time passes, Graph answers, and what need not happen at all. */
export type EventType = 'step' | 'time' | 'answer' | 'choice' | 'fault' | 'operator' | 'producer';

/** Tells one thing that can happen next: by whom (a number: that worker), what, and the state after it; none if that is beyond the model. */
export type Emit<S> = (
  type: EventType,
  who: number | string,
  what: string,
  next: S | undefined,
  detail?: string,
) => void;

/** A model to search. `broken` names the properties that a state breaks; from every state an `ended` one must be within reach. */
export interface Model<S> {
  readonly first: S;
  readonly successors: (state: S, emit: Emit<S>) => void;
  readonly broken: (state: S) => readonly string[];
  readonly ended: (state: S) => boolean;
  readonly pack: (state: S, out: Int32Array) => void;
  readonly words: number;
  readonly describe: (state: S) => string;
  /** What the search notes by name: a transition of the ledger's row, `from -> to`. */
  readonly move: (before: S, after: S) => string | undefined;
}

/** What a search found. */
export interface Found {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** Ways not followed since they led beyond what the model can hold. */
  readonly cut: number;
  readonly seconds: number;
  /** Every move seen. */
  readonly moves: ReadonlySet<string>;
  /** The property that broke, and the shortest way there. */
  readonly failure?: { readonly property: string; readonly trace: readonly string[] };
}

const mostStates = 30e6;

/** What L1 may count on: no faults, no people, no luck. */
export const goesOn = (type: EventType): boolean => type === 'step' || type === 'time';

/** Searches all reachable states, nearest first. `only`: looks at the property of that name alone. Throws beyond 30 million. */
export function explore<S>(model: Model<S>, only?: string): Found {
  const began = performance.now();
  const states = new StateSet(model.words);
  const moves = new Set<string>();
  const way: Way = { parent: new Ints(), ordinal: new Ints() };
  const from = new Ints();
  const to = new Ints();
  const ends = new Ints();
  let transitions = 0;
  let cut = 0;
  let depth = 0;
  let bad: { property: string; state: number } | undefined;

  const numberOf = (state: S) => states.number((out) => model.pack(state, out));
  numberOf(model.first);
  way.parent.push(-1);
  way.ordinal.push(-1);
  if (model.ended(model.first)) ends.push(0);

  for (let level = [model.first], base = 0; level.length > 0 && !bad; depth++) {
    const next: S[] = [];
    for (let n = 0; n < level.length && !bad; n++) {
      const s = level[n] as S;
      const id = base + n;
      let nth = -1;
      model.successors(s, (type, _who, _what, t) => {
        nth++;
        transitions++;
        if (bad) return;
        if (t === undefined) {
          cut++;
          ends.push(id);
          return;
        }
        const after = numberOf(t);
        if (states.added) {
          way.parent.push(id);
          way.ordinal.push(nth);
          next.push(t);
          if (model.ended(t)) ends.push(after);
          const property = model.broken(t).find((name) => !only || name.startsWith(only));
          if (property) bad = { property, state: after };
        }
        const move = model.move(s, t);
        if (move) moves.add(move);
        if (goesOn(type)) {
          from.push(id);
          to.push(after);
        }
      });
    }
    base += level.length;
    level = next;
    if (states.count > mostStates) throw new Error(`There are more than ${mostStates} states.`);
  }

  if (!bad && (!only || only === 'L1')) {
    const stuck = firstStuck(states.count, from, to, ends);
    if (stuck >= 0) bad = { property: 'L1', state: stuck };
  }
  const seconds = (performance.now() - began) / 1000;
  const found = { states: states.count, transitions, depth: depth - 1, cut, seconds, moves };
  if (!bad) return found;
  return {
    ...found,
    failure: { property: bad.property, trace: traceTo(model, way, bad.state) },
  };
}

/** The first state (in order of discovery) from which no end can be reached by going on; -1 if there is none. */
function firstStuck(count: number, from: Ints, to: Ints, ends: Ints): number {
  const start = new Int32Array(count + 1);
  for (let i = 0; i < to.length; i++) start[to.at(i) + 1] = (start[to.at(i) + 1] as number) + 1;
  for (let i = 0; i < count; i++) {
    start[i + 1] = (start[i + 1] as number) + (start[i] as number);
  }
  const back = new Int32Array(to.length);
  const fill = start.slice();
  for (let i = 0; i < to.length; i++) {
    const at = fill[to.at(i)] as number;
    back[at] = from.at(i);
    fill[to.at(i)] = at + 1;
  }
  const good = new Uint8Array(count);
  const stack: number[] = [];
  const mark = (id: number) => {
    if (good[id]) return;
    good[id] = 1;
    stack.push(id);
  };
  for (let i = 0; i < ends.length; i++) mark(ends.at(i));
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    for (let i = start[id] as number; i < (start[id + 1] as number); i++) mark(back[i] as number);
  }
  return good.indexOf(0);
}

/** How each state was found: from which one, by its how manieth successor. */
interface Way {
  readonly parent: Ints;
  readonly ordinal: Ints;
}

/** Runs the model once more along the way to a state and tells what happened. */
function traceTo<S>(model: Model<S>, { parent, ordinal }: Way, id: number): string[] {
  const path: number[] = [];
  for (let at = id; at > 0; at = parent.at(at)) path.push(ordinal.at(at));
  const lines: string[] = [];
  let s = model.first;
  for (const wanted of path.reverse()) {
    let nth = -1;
    model.successors(s, (_type, who, what, t, detail) => {
      if (++nth !== wanted || t === undefined) return;
      lines.push(lineOf(model, who, what, t, detail));
      s = t;
    });
  }
  return lines;
}

/** One line of a trace. */
export function lineOf<S>(
  model: Model<S>,
  who: number | string,
  what: string,
  next: S,
  detail = '',
): string {
  const name = typeof who === 'number' ? `worker ${who + 1}` : who;
  return `${`${name} ${what} ${detail}`.padEnd(88)}| ${model.describe(next)}`;
}
