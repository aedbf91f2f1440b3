import type { State } from '../../shared/ledger/row.ts';
import type { CellResult } from './cell.ts';
import type { Cell } from './matrix.ts';

const stepWidth = 48;
const cellWidth = 18;

/** The results as a table for every scenario: a row for each step, columns for a fast and a slow ledger. */
export function table(results: readonly CellResult[]): string {
  const scenarios = [...new Set(results.map(({ cell }) => cell.scenario))];
  return scenarios
    .map((scenario) => {
      const own = results.filter(({ cell }) => cell.scenario === scenario);
      const steps = [...new Set(own.map(({ cell }) => cell.step))];
      const rows = steps.map((step) => {
        const cellOf = (ledger: Cell['ledger']) =>
          own.find(({ cell }) => cell.step === step && cell.ledger === ledger);
        return row(`  ${step}`, shown(cellOf('fast')), shown(cellOf('slow')));
      });
      return [row(scenario.name, 'ledger fast', 'ledger slow'), ...rows].join('\n');
    })
    .join('\n\n');
}

/** One result in a few words: the ends with their counts, or that it failed. */
export function shown(result: CellResult | undefined): string {
  if (!result) return '-';
  const { ends, faults } = result;
  if (faults.length > 0) return 'FAILED';
  return [...new Set(ends)]
    .sort()
    .map((end) => `${count(ends, end)} ${names[end] ?? end}`)
    .join(', ');
}

/** A cell in words. */
export function nameOf({ scenario, step, ledger }: Cell): string {
  return `${step} · ${scenario.name} · ledger ${ledger}`;
}

const names: Partial<Record<State, string>> = { failed: 'parked' };

const count = (ends: readonly State[], end: State) => ends.filter((one) => one === end).length;

function row(first: string, fast: string, slow: string): string {
  return `${first.padEnd(stepWidth)}  ${fast.padEnd(cellWidth)}${slow}`.trimEnd();
}
