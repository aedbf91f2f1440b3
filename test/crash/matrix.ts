import { type Scenario, scenarios } from './scenarios.ts';
import { type Step, steps } from './steps.ts';

/** One cell of the matrix: what happens to the mails, where the process is killed, how fast the ledger is. */
export interface Cell {
  readonly scenario: Scenario;
  readonly step: Step;
  readonly ledger: 'fast' | 'slow';
}

/** Every cell: each scenario at each of its steps, with a fast and with a slow ledger. */
export function wholeMatrix(): readonly Cell[] {
  return scenarios.flatMap((scenario) =>
    inOrder(scenario.steps).flatMap((step) =>
      (['fast', 'slow'] as const).map((ledger): Cell => ({ scenario, step, ledger })),
    ),
  );
}

/**
 * One cell for every step, each time of another scenario where there are several; the ledger is fast and slow in turn.
 * Throws for a step that no scenario meets.
 */
export function representativeMatrix(): readonly Cell[] {
  const used = new Map<string, number>();
  return steps.map((step, index) => {
    const [scenario] = scenarios
      .filter((one) => one.steps.includes(step))
      .sort((a, b) => (used.get(a.name) ?? 0) - (used.get(b.name) ?? 0));
    if (!scenario) throw new Error(`No scenario meets the step "${step}".`);
    used.set(scenario.name, (used.get(scenario.name) ?? 0) + 1);
    return { scenario, step, ledger: index % 2 === 0 ? 'fast' : 'slow' };
  });
}

const inOrder = (some: readonly Step[]) => steps.filter((step) => some.includes(step));
