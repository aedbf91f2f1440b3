import { type EventType, goesOn, lineOf, type Model } from './explore.ts';

/** What random runs came to; with a failure, the lines of the run that failed. */
export interface Walked {
  readonly steps: number;
  readonly ended: number;
  /** Runs that led beyond what the model can hold. */
  readonly cut: number;
  readonly failure?: { readonly property: string; readonly trace: readonly string[] };
}

const runs = 20_000;
/** So long faults and people may interfere; after that a run only goes on, and has to end. */
const stepsWithFaults = 250;
const mostSteps = 20 * stepsWithFaults;

/** Random runs, for budgets too large to search: safety at every step, and every run must reach an end once the faults stop. */
export function walk<S>(model: Model<S>, seed: number): Walked {
  const random = randomBy(seed);
  const sum = { steps: 0, ended: 0, cut: 0 };
  for (let run = 0; run < runs; run++) {
    let s = model.first;
    const trace: string[] = [];
    const fail = (property: string): Walked => ({ ...sum, failure: { property, trace } });
    for (let n = 0; ; n++) {
      if (n === mostSteps) return fail('L1, no end in sight');
      const { going, other, isBeyond } = choicesOf(model, s);
      const interferes = n < stepsWithFaults && other.length > 0 && random(4) === 0;
      const from = interferes || (going.length === 0 && n < stepsWithFaults) ? other : going;
      if (from.length === 0) {
        if (!isBeyond && !model.ended(s)) return fail('L1');
        if (isBeyond) sum.cut++;
        else sum.ended++;
        break;
      }
      const chosen = from[random(from.length)] as Choice<S>;
      s = chosen.next;
      sum.steps++;
      trace.push(chosen.line);
      const [property] = model.broken(s);
      if (property) return fail(property);
    }
  }
  return sum;
}

interface Choice<S> {
  readonly type: EventType;
  readonly next: S;
  readonly line: string;
}

function choicesOf<S>(model: Model<S>, s: S) {
  const going: Choice<S>[] = [];
  const other: Choice<S>[] = [];
  let isBeyond = false;
  model.successors(s, (type, who, what, next, detail) => {
    if (next === undefined) {
      isBeyond = true;
      return;
    }
    const list = goesOn(type) ? going : other;
    list.push({ type, next, line: lineOf(model, who, what, next, detail) });
  });
  return { going, other, isBeyond };
}

/** Whole numbers below n, the same for the same seed (mulberry32). */
function randomBy(seed: number): (n: number) => number {
  let x = seed | 0;
  return (n) => {
    x = (x + 0x6d2b79f5) | 0;
    let t = Math.imul(x ^ (x >>> 15), 1 | x);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}
