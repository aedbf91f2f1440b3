import { drawn } from './seededRandom.ts';

/** How often each of some choices is taken, against each other. */
export type Weights<Choice extends string> = Readonly<Partial<Record<Choice, number>>>;

/** One decision that was not "as usual": its name, which is the same in every run of the seed, and what was chosen. */
export interface Decision {
  readonly name: string;
  readonly choice: string;
}

/**
 * Every decision of one run: faults, delays, what people do. The seed and the name of a decision decide it, so a run can be
 * repeated with some of them taken back (`only` names those that stay), which is how a failing schedule is made short.
 */
export class FaultPlan {
  readonly seed: number;
  /** What was decided, in order. */
  readonly taken: Decision[] = [];
  /** How likely a fault is at each call. */
  readonly #faultRate: number;
  /** No more than so many faults: a system that fails all the time is not what anybody wants to know about. */
  #faultsLeft: number;
  /** No more faults and no more people: from now on everything goes as usual. */
  quiet = false;
  readonly #only: ReadonlySet<string> | undefined;
  readonly #counts = new Map<string, number>();

  constructor(seed: number, only?: ReadonlySet<string>) {
    this.seed = seed;
    this.#only = only;
    this.#faultRate = this.between('fault rate', 0, 1) ** 2 * 0.3 + 0.01;
    this.#faultsLeft = Math.round(this.between('faults', 1, 30));
  }

  /** What goes wrong in one call, if anything. `factor`: how much likelier than in other calls. */
  fault<Choice extends string>(
    what: string,
    weights: Weights<Choice>,
    factor = 1,
  ): Choice | undefined {
    if (this.#faultsLeft === 0) return undefined;
    const fault = this.choose(what, Math.min(0.8, this.#faultRate * factor), weights);
    if (fault !== undefined) this.#faultsLeft -= 1;
    return fault;
  }

  /** One of the choices with this chance, or undefined: as usual. */
  choose<Choice extends string>(
    what: string,
    chance: number,
    weights: Weights<Choice>,
  ): Choice | undefined {
    if (this.quiet) return undefined;
    const name = this.#named(what);
    if (drawn(this.seed, name) >= chance) return undefined;
    if (this.#only && !this.#only.has(name)) return undefined;
    const choice = picked(weights, drawn(this.seed, `${name}?`));
    if (choice !== undefined) this.taken.push({ name, choice });
    return choice;
  }

  /** Whether something happens that does not happen as usual. */
  happens(what: string, chance: number): boolean {
    return this.choose(what, chance, { yes: 1 }) !== undefined;
  }

  /** An amount between two; each as likely as the other. */
  between(what: string, least: number, most: number): number {
    return least + drawn(this.seed, this.#named(`${what} =`)) * (most - least);
  }

  /** A duration in whole milliseconds between two; each order of size as likely as the other. */
  spreadMs(what: string, leastMs: number, mostMs: number): number {
    return Math.round(leastMs * (mostMs / leastMs) ** this.between(what, 0, 1));
  }

  #named(what: string): string {
    const count = (this.#counts.get(what) ?? 0) + 1;
    this.#counts.set(what, count);
    return `${what} #${count}`;
  }
}

function picked<Choice extends string>(weights: Weights<Choice>, at: number): Choice | undefined {
  const choices = Object.entries(weights) as [Choice, number][];
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let rest = at * total;
  for (const [choice, weight] of choices) {
    rest -= weight;
    if (rest < 0) return choice;
  }
  return choices.at(-1)?.[0];
}
